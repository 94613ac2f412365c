import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { periodOf } from "../../debit/money_period.ts";
import { exportRoutes, listPlace } from "../../debit/whole_list.ts";
import { attachmentOf } from "../../file_response.ts";
import { readForm, text, valueOf } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { addressOf } from "../../submit/context.ts";
import { type OperatorDebitContext, operatorOf, provedOperatorOf } from "./context.ts";
import { AlertsPage, fileColumns, FileContentPage, FilesPage } from "./file_pages.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

const ROWS_SHOWN_MAX = 200;
const REASON_LENGTH_MAX = 200;

/** Files of the exchange, their bytes, and alerts. */
export function fileRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { exchange } = context.debit;
  const listed = async (c: Context<WebEnv>) => {
    const period = periodOf(context.kernel, c);
    const { from, to } = period;
    const files = await exchange.files({ from, to, limit: ROWS_SHOWN_MAX });
    return { files, period, banks: await context.debit.merchants.banks() };
  };
  routes.get(paths.files, async (c) => {
    await operatorOf(context, c);
    const place = listPlace(c);
    return page(c, FilesPage({ view: c.var.view, place, ...await listed(c) }));
  });
  exportRoutes(routes, paths.files, async (c) => {
    await operatorOf(context, c);
    const { files, period: { from, to }, banks } = await listed(c);
    return { name: `송수신파일-${from}-${to}`, columns: fileColumns(banks), rows: files };
  });
  routes.post(paths.filesRun, async (c) => {
    await operatorOf(context, c);
    await exchange.run();
    return c.redirect(paths.files, 303);
  });
  routes.get(paths.fileContent(":id"), async (c) => {
    await provedOperatorOf(context, c);
    const fileId = idParam(c, "id");
    return page(c, FileContentPage({ view: c.var.view, fileId, reason: "" }));
  });
  routes.post(paths.fileContent(":id"), async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const fileId = idParam(c, "id");
    const form = await readForm(c, {
      reason: text({ label: "사유", lengthMax: REASON_LENGTH_MAX }),
    });
    if (!form.ok) {
      const reason = valueOf(form.values, "reason");
      const props = { view: c.var.view, fileId, reason, errors: form.errors };
      return page(c, FileContentPage(props), 422);
    }
    const { reason } = form.value;
    const file = await exchange.content({ fileId, actor, reason, address: addressOf(c) });
    return c.body(ReadableStream.from(file.bytes), 200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": attachmentOf(file.name),
      "Cache-Control": "private, no-store",
    });
  });
  routes.get(paths.alerts, async (c) => {
    await operatorOf(context, c);
    const showsAll = c.req.query("all") === "1";
    const alerts = await exchange.alerts({ openOnly: !showsAll, limit: ROWS_SHOWN_MAX });
    return page(c, AlertsPage({ view: c.var.view, alerts, showsAll }));
  });
  routes.post(paths.alertEnd(":id"), async (c) => {
    const { actor } = await operatorOf(context, c);
    await exchange.acknowledge({ id: idParam(c, "id"), actor });
    return c.redirect(paths.alerts, 303);
  });
}
