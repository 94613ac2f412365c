import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { collectionPaths, SHEET_FORMATS } from "./collection_paths.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { choiceIn, idsIn, placeIn } from "./list_query.ts";
import { asRegistrationQuery, readRegistrationFilter } from "./registration_filter.ts";
import { RegistrationPage } from "./registration_page.ts";
import { REGISTRATION_SHEET, registrationCells } from "./registration_sheet.ts";
import { formLists } from "./request_form.ts";
import { cellsOf, sheetResponse } from "./sheet_response.ts";

const PAGE_ROWS = 20;
const RIGHT_TO_ACT = "debit.customers";

/** 계좌신청. */
export function registrationRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { registrations } = context.debit;
  routes.get(debitPaths.registrations, (c) => show(context, c));
  for (const format of SHEET_FORMATS) {
    routes.get(collectionPaths.registrationsExport(format), async (c) => {
      const { merchantId } = await requireMerchant(context, c);
      const query = asRegistrationQuery(readRegistrationFilter(c));
      return await sheetResponse(c, {
        format,
        name: "계좌신청",
        columns: REGISTRATION_SHEET,
        rows: cellsOf(registrations.stream(merchantId, query), registrationCells),
      });
    });
  }
  routes.post(collectionPaths.registrationAgain, async (c) => {
    const { merchantId, actor } = await requireMerchant(context, c, RIGHT_TO_ACT);
    const instructionIds = idsIn((await formLists(c)).instruction);
    const count = await registrations.applyAgain(merchantId, { instructionIds, actor });
    const done = count > 0 ? "?state=waiting&done=again" : "";
    return c.redirect(`${debitPaths.registrations}${done}`, 303);
  });
  routes.post(collectionPaths.registrationWithdrawal(":id"), async (c) => {
    const { merchantId, actor } = await requireMerchant(context, c, RIGHT_TO_ACT);
    await registrations.withdraw(merchantId, { id: idParam(c, "id"), actor });
    return c.redirect(`${debitPaths.registrations}?done=withdrawn`, 303);
  });
}

async function show(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { merchants, registrations } = context.debit;
  const { merchantId, rights } = await requireMerchant(context, c);
  const filter = readRegistrationFilter(c);
  const place = placeIn(c);
  const [found, counts, banks, contracts] = await Promise.all([
    registrations.list(merchantId, {
      ...asRegistrationQuery(filter),
      ...(place.after === undefined ? {} : { after: place.after }),
      limit: PAGE_ROWS,
    }),
    registrations.counts(merchantId),
    merchants.banks(),
    merchants.contracts(merchantId),
  ]);
  return page(
    c,
    RegistrationPage({
      view: c.var.view,
      now: context.kernel.clock.now(),
      filter,
      place,
      found,
      counts,
      banks,
      contracts,
      mayAct: rights.includes(RIGHT_TO_ACT),
      done: choiceIn(c, "done", ["withdrawn", "again"] as const) ?? "",
    }),
  );
}
