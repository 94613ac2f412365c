import type { AggregateLine, AggregateQuery, AggregateRow } from "@maru/debit";
import type { SheetColumn, SheetValue } from "@maru/spreadsheet";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { isUuid } from "../params.ts";
import { AggregatePage } from "./aggregate_page.ts";
import { aggregateQueryOf } from "./aggregate_query.ts";
import { AggregateRowsPage } from "./aggregate_rows_page.ts";
import { measuresOf, orderedParts, type SettledSums, settledSums } from "./aggregate_settled.ts";
import { AGGREGATE_WORDS, countWords, KEY_WORDS, partWords } from "./aggregate_words.ts";
import { SHEET_FORMATS } from "./collection_paths.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { aggregateExport, aggregateRows, aggregateRowsExport } from "./money_paths.ts";
import { sheetResponse } from "./sheet_response.ts";

const ROWS_SHOWN_MAX = 100;
const VALUE_LENGTH_MAX = 60;

/** 집계: six aggregates by three keys, the rows behind them, and both as workbooks. */
export function aggregateRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { kernel, debit } = context;
  routes.get(debitPaths.aggregates, async (c) => {
    await requireMerchant(context, c);
    return c.redirect(debitPaths.aggregate("requests"), 303);
  });
  routes.get(debitPaths.aggregate(":name"), async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const query = aggregateQueryOf(kernel, c);
    const [{ lines, total }, contracts, settled] = await Promise.all([
      debit.aggregates.lines(merchantId, query),
      debit.merchants.contracts(merchantId),
      settledIn(context, { merchantId, query }),
    ]);
    return page(c, AggregatePage({ view: c.var.view, query, lines, total, contracts, settled }));
  });
  for (const format of SHEET_FORMATS) {
    routes.get(aggregateExport(":name", format), async (c) => {
      const { merchantId } = await requireMerchant(context, c);
      const query = aggregateQueryOf(kernel, c);
      const { lines, total } = await debit.aggregates.lines(merchantId, query);
      const settled = await settledIn(context, { merchantId, query });
      const words = AGGREGATE_WORDS[query.aggregate];
      const { columns, rows } = lineSheet(query, { lines, total, settled });
      const name = `${words.title}-${KEY_WORDS[query.key]}별-${query.from}-${query.to}`;
      return await sheetResponse(c, { format, name, columns, rows });
    });
  }
  rowRoutes(context, routes);
}

/** VAT and payout of the statements; none of one contract, for a settlement is of all. */
async function settledIn(
  { debit }: DebitContext,
  { merchantId, query }: { readonly merchantId: string; readonly query: AggregateQuery },
): Promise<SettledSums | undefined> {
  const { aggregate, contractId, from, to } = query;
  if (aggregate !== "settlements" || contractId !== undefined) return undefined;
  return settledSums(await debit.settlements.list({ merchantId, from, to }));
}

function lineSheet(
  { aggregate, key }: AggregateQuery,
  { lines, total, settled }: {
    readonly lines: readonly AggregateLine[];
    readonly total: AggregateLine;
    readonly settled: SettledSums | undefined;
  },
): { readonly columns: readonly SheetColumn[]; readonly rows: readonly SheetValue[][] } {
  const parts = (aggregate === "settlements" ? orderedParts(total) : total.parts)
    .map(({ name }) => ({ name, ...measuresOf(aggregate, name) }));
  const cellsOf = (line: AggregateLine): SheetValue[] => [
    line.label,
    line.count,
    line.amountWon,
    ...parts.flatMap(({ name, count, won }) => {
      const part = line.parts.find((each) => each.name === name);
      return [...count ? [part?.count ?? 0] : [], ...won ? [part?.amountWon ?? 0n] : []];
    }),
  ];
  const ends = settled === undefined ? [] : [settled.vatWon, settled.payoutWon];
  return {
    columns: [
      { title: KEY_WORDS[key], kind: "text" },
      { title: countWords(aggregate), kind: "integer" },
      { title: AGGREGATE_WORDS[aggregate].amount, kind: "won" },
      ...parts.flatMap(({ name, count, won }) => partTitles(aggregate, { name, count, won })),
      ...settled === undefined
        ? []
        : ["부가세", "지급액"].map((title) => ({ title, kind: "won" as const })),
    ],
    rows: [
      ...lines.map((line) => [...cellsOf(line), ...ends.map(() => null)]),
      [...cellsOf({ ...total, label: "합계" }), ...ends],
    ],
  };
}

function partTitles(
  aggregate: AggregateQuery["aggregate"],
  { name, count, won }: { readonly name: string; readonly count: boolean; readonly won: boolean },
): SheetColumn[] {
  const title = partWords(aggregate, name);
  return [
    ...count ? [{ title: `${title} 건수`, kind: "integer" as const }] : [],
    ...won ? [{ title: count ? `${title} 금액` : title, kind: "won" as const }] : [],
  ];
}

function rowRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { kernel, debit } = context;
  routes.get(aggregateRows(":name"), async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const query = aggregateQueryOf(kernel, c);
    const value = c.req.query("value")?.slice(0, VALUE_LENGTH_MAX);
    const after = c.req.query("after") ?? "";
    const { rows, next } = await debit.aggregates.rows(merchantId, {
      ...query,
      limit: ROWS_SHOWN_MAX,
      ...(value === undefined ? {} : { value }),
      ...(isUuid(after) ? { after } : {}),
    });
    const { lines } = await debit.aggregates.lines(merchantId, query);
    const label = value === undefined
      ? "전체"
      : lines.find(({ key }) => key === value)?.label || "없음";
    return page(
      c,
      AggregateRowsPage({
        view: c.var.view,
        query,
        label,
        rows,
        ...(value === undefined ? {} : { value }),
        ...(next === undefined ? {} : { next }),
      }),
    );
  });
  for (const format of SHEET_FORMATS) {
    routes.get(aggregateRowsExport(":name", format), async (c) => {
      const { merchantId } = await requireMerchant(context, c);
      const query = aggregateQueryOf(kernel, c);
      const value = c.req.query("value")?.slice(0, VALUE_LENGTH_MAX);
      const words = AGGREGATE_WORDS[query.aggregate];
      const found = debit.aggregates.streamRows(merchantId, {
        ...query,
        ...(value === undefined ? {} : { value }),
      });
      const columns = [
        { title: words.basis, kind: "date" },
        { title: "고객번호", kind: "text" },
        { title: "고객명", kind: "text" },
        { title: "집금항목", kind: "text" },
        { title: "등급", kind: "text" },
        { title: "은행", kind: "text" },
        { title: words.amount, kind: "won" },
        { title: "할인", kind: "won" },
        { title: "상태", kind: "text" },
        { title: "코드", kind: "text" },
      ] as const;
      const rows = rowCells(found, (row) => partWords(query.aggregate, row.state));
      const name = `${words.title}-상세-${query.from}-${query.to}`;
      return await sheetResponse(c, { format, name, columns, rows });
    });
  }
}

async function* rowCells(
  rows: AsyncIterable<AggregateRow>,
  stateOf: (row: AggregateRow) => string,
) {
  for await (const row of rows) {
    yield [
      row.date,
      row.customerNumber,
      row.customerName,
      row.itemName,
      row.grade,
      row.bankName,
      row.amountWon,
      row.discountWon,
      stateOf(row),
      row.code ?? "",
    ] as const;
  }
}
