import type { Payout } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { monthAfter } from "../../debit/date_words.ts";
import { csvFileResponse } from "../../debit/money_export.ts";
import { dateField, isDay } from "../../debit/money_fields.ts";
import { type FieldError, readForm, text, valueOf } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { isUuid } from "../../params.ts";
import { addressOf } from "../../submit/context.ts";
import { type OperatorDebitContext, provedOperatorOf } from "./context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { PayoutsPage } from "./payout_page.ts";
import { listerNames } from "./payout_people.ts";

const COLUMNS = ["은행코드", "계좌번호", "예금주", "금액", "정산번호"] as const;
/** However late one is, it is not forgotten. */
const EARLIEST = "2000-01-01";
const MONTHS_AHEAD = 2;

const NOTHING_DUE: FieldError = {
  field: "payoutOn",
  message: "이날까지 지급할 정산이 없습니다. 승인한 정산의 지급일과 정산계좌를 확인해 주십시오.",
};

const NOTHING_AGAIN: FieldError = {
  field: "payoutOn",
  message: "이 파일의 정산은 모두 지급했거나 지급 목록에서 뺐습니다.",
};

/** The list with account numbers in clear: behind a second factor, and in the access log. */
export function payoutRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  routes.get(paths.payouts, async (c) => {
    await provedOperatorOf(context, c);
    const asked = c.req.query("payoutOn");
    const payoutOn = isDay(asked) ? asked : todayOf(context);
    return page(c, PayoutsPage({ ...await propsOf(context, c), payoutOn }));
  });
  routes.post(paths.payoutFile, async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const form = await readForm(c, { payoutOn: dateField({ label: "지급일" }) });
    if (!form.ok) {
      return await refuse(context, c, {
        payoutOn: valueOf(form.values, "payoutOn"),
        errors: form.errors,
      });
    }
    const { payoutOn } = form.value;
    const rows = await settlements.payoutList({ payoutOn, actor, address: addressOf(c) });
    // The bank takes no file with a heading alone.
    if (rows.length === 0) return await refuse(context, c, { payoutOn, errors: [NOTHING_DUE] });
    return fileOf(c, { name: `지급목록-${payoutOn}`, rows });
  });
  routes.post(paths.payoutFileAgain, async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const today = todayOf(context);
    const form = await readForm(c, { listing: text({ label: "파일" }) });
    const listingId = form.ok && isUuid(form.value.listing) ? form.value.listing : undefined;
    const rows = listingId === undefined
      ? []
      : await settlements.payoutListAgain({ listingId, actor, address: addressOf(c) });
    if (rows.length === 0) {
      return await refuse(context, c, { payoutOn: today, errors: [NOTHING_AGAIN] });
    }
    return fileOf(c, { name: `지급목록-다시-${today}`, rows });
  });
}

function todayOf({ kernel }: OperatorDebitContext): string {
  return kernel.calendar.dateOf(kernel.clock.now());
}

async function propsOf(context: OperatorDebitContext, c: Context<WebEnv>) {
  const today = todayOf(context);
  const settlements = await context.debit.settlements.list({
    from: EARLIEST,
    to: monthAfter(today, MONTHS_AHEAD),
    state: "approved",
  });
  const nameOf = await listerNames(context, settlements);
  return { view: c.var.view, settlements, today, nameOf };
}

async function refuse(
  context: OperatorDebitContext,
  c: Context<WebEnv>,
  shown: { readonly payoutOn: string; readonly errors: readonly FieldError[] },
): Promise<Response> {
  return page(c, PayoutsPage({ ...await propsOf(context, c), ...shown }), 422);
}

function fileOf(
  c: Context<WebEnv>,
  { name, rows }: { readonly name: string; readonly rows: readonly Payout[] },
): Response {
  return csvFileResponse(c, {
    name,
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.bankCode,
      row.account,
      row.holder,
      String(row.amountWon),
      row.settlementId,
    ]),
  });
}
