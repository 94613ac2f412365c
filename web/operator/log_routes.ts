import type { AccessLogEntry } from "@maru/kernel";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { csvResponse } from "../csv.ts";
import { page } from "../page.ts";
import { isUuid } from "../params.ts";
import { formatDate } from "../ui/date_text.ts";
import { type OperatorContext, operatorPaths, requireOperator } from "./context.ts";
import { AccessLogPage, MessagesPage } from "./logs_pages.ts";

const LOG_ROWS = 50;
const EXPORT_ROWS_MAX = 10_000;
const EXPORT_PAGE_ROWS = 1_000;

export function logRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { accessLog } = context.kernel;
  routes.get(operatorPaths.accessLog, async (c) => {
    await requireOperator(context, c);
    const { text, before } = readQuery(c.req.query("text"), c.req.query("before"));
    const rows = await accessLog.find({ ...asQuery(text), ...before, limit: LOG_ROWS });
    const nextHref = more(operatorPaths.accessLog, text, rows);
    return page(c, AccessLogPage({ view: c.var.view, rows, text, ...nextHref }));
  });
  routes.get(operatorPaths.accessLogCsv, async (c) => {
    await requireOperator(context, c);
    const { text } = readQuery(c.req.query("text"), undefined);
    const rows = await exportRows(context, text);
    return csvResponse(c, "접속기록.csv", {
      columns: ["때", "누가", "한 일", "누구의", "접속지", "사유"],
      rows: rows.map((row) => [
        `${formatDate(row.at, "date")} ${formatDate(row.at, "time")}`,
        row.actor,
        row.action,
        row.subject,
        row.address ?? "",
        row.reason ?? "",
      ]),
    });
  });
  routes.get(operatorPaths.messages, async (c) => {
    await requireOperator(context, c);
    const { text, before } = readQuery(c.req.query("text"), c.req.query("before"));
    const rows = await context.notifications.log({ ...asQuery(text), ...before, limit: LOG_ROWS });
    const nextHref = more(operatorPaths.messages, text, rows);
    return page(c, MessagesPage({ view: c.var.view, rows, text, ...nextHref }));
  });
}

/** The newest entries, page by page as the log gives them out. */
async function exportRows({ kernel }: OperatorContext, text: string): Promise<AccessLogEntry[]> {
  const rows: AccessLogEntry[] = [];
  while (rows.length < EXPORT_ROWS_MAX) {
    const last = rows.at(-1);
    const found = await kernel.accessLog.find({
      ...asQuery(text),
      ...(last === undefined ? {} : { before: last.id }),
      limit: EXPORT_PAGE_ROWS,
    });
    rows.push(...found);
    if (found.length < EXPORT_PAGE_ROWS) break;
  }
  return rows;
}

function readQuery(text: string | undefined, before: string | undefined) {
  const isCursor = isUuid(before ?? "");
  return { text: (text ?? "").slice(0, 100), before: before && isCursor ? { before } : {} };
}

function asQuery(text: string): { text?: string } {
  return text === "" ? {} : { text };
}

/** A full page has more behind it. */
function more(
  path: string,
  text: string,
  rows: readonly { id: string }[],
): { nextHref?: string } {
  const last = rows.at(-1);
  if (rows.length < LOG_ROWS || last === undefined) return {};
  return { nextHref: `${path}?${new URLSearchParams({ text, before: last.id })}` };
}
