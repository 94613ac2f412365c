import type { ReceivedQuery } from "@maru/submission";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { csvResponse } from "../csv.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { formatDate } from "../ui/date_text.ts";
import { type ConsoleContext, consolePaths, requireReader } from "./context.ts";
import { type ReceivedFilter, ReceivedPage } from "./received_page.ts";
import { ConsoleSubmissionPage } from "./submission_page.ts";

const PAGE_ROWS = 20;
const EXPORT_ROWS_MAX = 10_000;

export function receivedRoutes(context: ConsoleContext, routes: Hono<WebEnv>): void {
  const { institution } = context.submission;
  routes.get(consolePaths.received, async (c) => {
    const user = await requireReader(context, c);
    const filter = readFilter(c);
    const offset = Math.max(0, Number.parseInt(c.req.query("offset") ?? "0", 10) || 0);
    const before = c.req.query("before");
    const [found, products] = await Promise.all([
      institution.received(user.institutionId, {
        ...asQuery(filter),
        limit: PAGE_ROWS,
        ...(before ? { before } : {}),
      }),
      institution.products(user.institutionId),
    ]);
    const here = new URLSearchParams({ ...filter });
    const nextHref = found.next === undefined
      ? undefined
      : `${consolePaths.received}?${here}&before=${found.next}&offset=${
        offset + found.rows.length
      }`;
    const pagination = {
      total: found.total,
      from: found.rows.length === 0 ? 0 : offset + 1,
      to: offset + found.rows.length,
      previousHref: offset > 0 ? `${consolePaths.received}?${here}` : undefined,
      nextHref,
    };
    return page(
      c,
      ReceivedPage({ view: c.var.view, rows: found.rows, filter, products, pagination }),
    );
  });
  routes.get(consolePaths.receivedCsv, async (c) => {
    const user = await requireReader(context, c);
    const { rows } = await institution.received(user.institutionId, {
      ...asQuery(readFilter(c)),
      limit: EXPORT_ROWS_MAX,
    });
    return csvResponse(c, "접수서류.csv", {
      columns: [
        "접수일시",
        "접수번호",
        "상품",
        "업체·성명",
        "제출자",
        "완료",
        "미제공",
        "실패",
        "전체",
      ],
      rows: rows.map((row) => [
        formatDate(row.createdAt, "dateTime"),
        row.reference,
        row.productName,
        row.clientName ?? row.subjectName,
        row.submitterName,
        String(row.counts.delivered),
        String(row.counts.notProvided),
        String(row.counts.failed),
        String(row.counts.total),
      ]),
    });
  });
  routes.get(consolePaths.submission(":id"), async (c) => {
    const user = await requireReader(context, c);
    const submission = await institution.submission(user.institutionId, idParam(c, "id"));
    return page(c, ConsoleSubmissionPage({ view: c.var.view, submission }));
  });
}

function readFilter(c: Context<WebEnv>): ReceivedFilter {
  const word = (name: string) => (c.req.query(name) ?? "").slice(0, 100);
  const date = (name: string) => /^\d{4}-\d{2}-\d{2}$/.test(word(name)) ? word(name) : "";
  const id = /^[0-9a-f-]{36}$/.test(word("productId")) ? word("productId") : "";
  return {
    text: word("text"),
    productId: id,
    state: word("state"),
    from: date("from"),
    to: date("to"),
  };
}

function asQuery(filter: ReceivedFilter): Omit<ReceivedQuery, "limit"> {
  const state = (["running", "finished", "failed"] as const).find((each) => each === filter.state);
  return {
    ...(filter.text ? { text: filter.text } : {}),
    ...(filter.productId ? { productId: filter.productId } : {}),
    ...(state ? { state } : {}),
    ...(filter.from ? { from: filter.from } : {}),
    ...(filter.to ? { to: filter.to } : {}),
  };
}
