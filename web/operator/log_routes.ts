import type { AccessLogEntry, AccessLogQuery } from "@maru/kernel";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { csvResponse } from "../csv.ts";
import { page } from "../page.ts";
import { isUuid } from "../params.ts";
import { formatDate } from "../ui/date_text.ts";
import { type AccessName, accessNames, searchedTexts } from "./access_names.ts";
import { ACCESS_ACTIONS, actionWords } from "./access_words.ts";
import { type OperatorContext, operatorPaths, requireOperator } from "./context.ts";
import { AccessLogPage, MessagesPage } from "./logs_pages.ts";

const LOG_ROWS = 50;
const EXPORT_ROWS_MAX = 10_000;
const EXPORT_PAGE_ROWS = 1_000;

export function logRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { auth: { staff }, kernel: { accessLog } } = context;
  routes.get(operatorPaths.accessLog, async (c) => {
    await requireOperator(context, c);
    const { text, before } = readQuery(c.req.query("text"), c.req.query("before"));
    const action = readAction(c.req.query("action"));
    const query = await accessQuery(context, { text, action });
    const rows = await accessLog.find({ ...query, ...before, limit: LOG_ROWS });
    const names = await accessNames(staff, rows);
    const nextHref = more(operatorPaths.accessLog, { text, action }, rows);
    return page(c, AccessLogPage({ view: c.var.view, rows, names, text, action, ...nextHref }));
  });
  routes.get(operatorPaths.accessLogCsv, async (c) => {
    await requireOperator(context, c);
    const { text } = readQuery(c.req.query("text"), undefined);
    const action = readAction(c.req.query("action"));
    const rows = await exportRows(context, await accessQuery(context, { text, action }));
    const names = await accessNames(staff, rows);
    return csvResponse(c, "접속기록.csv", {
      columns: [
        "때",
        "누가",
        "한 일",
        "누구의",
        "접속지",
        "사유",
        "누가(식별자)",
        "한 일(코드)",
        "누구의(식별자)",
      ],
      rows: rows.map((row) => [
        `${formatDate(row.at, "date")} ${formatDate(row.at, "time")}`,
        nameText(names.actor(row)),
        actionWords(row.action),
        nameText(names.subject(row)),
        row.address ?? "",
        row.reason ?? "",
        row.actor,
        row.action,
        row.subject,
      ]),
    });
  });
  routes.get(operatorPaths.messages, async (c) => {
    await requireOperator(context, c);
    const { text, before } = readQuery(c.req.query("text"), c.req.query("before"));
    const rows = await context.notifications.log({ ...asQuery(text), ...before, limit: LOG_ROWS });
    const nextHref = more(operatorPaths.messages, { text }, rows);
    return page(c, MessagesPage({ view: c.var.view, rows, text, ...nextHref }));
  });
}

/** The newest entries, page by page as the log gives them out. */
async function exportRows(
  { kernel }: OperatorContext,
  query: AccessFilter,
): Promise<AccessLogEntry[]> {
  const rows: AccessLogEntry[] = [];
  while (rows.length < EXPORT_ROWS_MAX) {
    const last = rows.at(-1);
    const found = await kernel.accessLog.find({
      ...query,
      ...(last === undefined ? {} : { before: last.id }),
      limit: EXPORT_PAGE_ROWS,
    });
    rows.push(...found);
    if (found.length < EXPORT_PAGE_ROWS) break;
  }
  return rows;
}

type AccessFilter = Pick<AccessLogQuery, "texts" | "action">;

/** A name or a login ID stands for its person too, whom the log knows by an id. */
async function accessQuery(
  { auth }: OperatorContext,
  { text, action }: { readonly text: string; readonly action: string },
): Promise<AccessFilter> {
  const texts = await searchedTexts(auth.staff, text);
  return { ...(texts.length === 0 ? {} : { texts }), ...(action === "" ? {} : { action }) };
}

function readAction(action: string | undefined): string {
  return action !== undefined && Object.hasOwn(ACCESS_ACTIONS, action) ? action : "";
}

function nameText({ name, detail }: AccessName): string {
  return detail === "" ? name : `${name} (${detail})`;
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
  query: Readonly<Record<string, string>>,
  rows: readonly { id: string }[],
): { nextHref?: string } {
  const last = rows.at(-1);
  if (rows.length < LOG_ROWS || last === undefined) return {};
  return { nextHref: `${path}?${new URLSearchParams({ ...query, before: last.id })}` };
}
