import { type FileFilter, RAILS } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { begunStream } from "../../begun_stream.ts";
import { periodOf } from "../../debit/money_period.ts";
import { choiceIn, placeIn, wordIn } from "../../debit/list_query.ts";
import { exportRoutes } from "../../debit/whole_list.ts";
import { attachmentOf } from "../../file_response.ts";
import { readForm, text, valueOf } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { addressOf } from "../../submit/context.ts";
import { type OperatorDebitContext, operatorOf, provedOperatorOf } from "./context.ts";
import { AlertsPage, fileColumns, FileContentPage, FilesPage } from "./file_pages.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { FILE_STATES } from "./words.ts";

const FILES_OF_PAGE = 50;
const ALERTS_SHOWN_MAX = 200;
const BANK_CODE = /^\d{3}$/;
const REASON_LENGTH_MAX = 200;

/** Files of the exchange, their bytes, and alerts. */
export function fileRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { exchange } = context.debit;
  routes.get(paths.files, async (c) => {
    await operatorOf(context, c);
    const filter = filterIn(context, c);
    const place = placeIn(c);
    const found = await exchange.files({ ...filter, after: place.after, limit: FILES_OF_PAGE });
    const banks = await context.debit.merchants.banks();
    return page(c, FilesPage({ view: c.var.view, filter, place, found, banks }));
  });
  exportRoutes(routes, paths.files, async (c) => {
    await operatorOf(context, c);
    const filter = filterIn(context, c);
    const columns = fileColumns(await context.debit.merchants.banks());
    const name = `송수신파일-${filter.from}-${filter.to}`;
    return { name, columns, rows: exchange.fileStream(filter) };
  });
  routes.post(paths.filesRun, async (c) => {
    await provedOperatorOf(context, c);
    await exchange.run();
    return c.redirect(paths.files, 303);
  });
  routes.get(paths.fileContent(":id"), async (c) => {
    await provedOperatorOf(context, c);
    const file = await exchange.file(idParam(c, "id"));
    return page(c, FileContentPage({ view: c.var.view, file, reason: "" }));
  });
  routes.post(paths.fileContent(":id"), async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const wanted = await exchange.file(idParam(c, "id"));
    const form = await readForm(c, {
      reason: text({ label: "사유", lengthMax: REASON_LENGTH_MAX }),
    });
    if (!form.ok) {
      const reason = valueOf(form.values, "reason");
      const props = { view: c.var.view, file: wanted, reason, errors: form.errors };
      return page(c, FileContentPage(props), 422);
    }
    const { reason } = form.value;
    const address = addressOf(c);
    const file = await exchange.content({ fileId: wanted.id, actor, reason, address });
    const content = await begunStream(c, file.bytes, (bytes) => ReadableStream.from(bytes));
    return c.body(content, 200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": attachmentOf(file.name),
      "Cache-Control": "private, no-store",
    });
  });
  routes.get(paths.alerts, async (c) => {
    await operatorOf(context, c);
    const showsAll = c.req.query("all") === "1";
    const found = await exchange.alerts({ openOnly: !showsAll, limit: ALERTS_SHOWN_MAX + 1 });
    const alerts = found.slice(0, ALERTS_SHOWN_MAX);
    const isCut = found.length > alerts.length;
    return page(c, AlertsPage({ view: c.var.view, alerts, showsAll, isCut }));
  });
  routes.post(paths.alertEnd(":id"), async (c) => {
    const { actor } = await operatorOf(context, c);
    await exchange.acknowledge({ id: idParam(c, "id"), actor });
    return c.redirect(paths.alerts, 303);
  });
}

/** The period, and what narrows it; what is no word of a choice leaves it open. */
function filterIn({ kernel }: OperatorDebitContext, c: Context<WebEnv>): FileFilter {
  const { from, to } = periodOf(kernel, c);
  const rail = choiceIn(c, "rail", RAILS);
  const state = choiceIn(c, "state", FILE_STATES);
  const bankCode = wordIn(c, "bankCode");
  return {
    from,
    to,
    ...(rail === undefined ? {} : { rail }),
    ...(state === undefined ? {} : { state }),
    ...(BANK_CODE.test(bankCode) ? { bankCode } : {}),
  };
}
