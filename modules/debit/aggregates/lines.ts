import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { AggregateLine, AggregateQuery } from "./aggregate_desk.ts";
import { factsOf } from "./facts.ts";
import { KEY_COLUMNS } from "./keys.ts";

interface Row {
  readonly key: string;
  readonly label: string;
  readonly state: string;
  readonly count: number;
  readonly amount_won: bigint;
  readonly fee_won: bigint;
}

/** Sums by key, each split by state, and the sum of all. */
export async function aggregateLines(
  kernel: Kernel,
  merchantId: string,
  query: AggregateQuery,
): Promise<{ lines: readonly AggregateLine[]; total: AggregateLine }> {
  const key = KEY_COLUMNS[query.key];
  const facts = await factsOf(kernel, merchantId, query);
  const { rows } = await sql<Row>`
    select ${key.value} as key, ${key.label} as label, f.state, count(*)::int as count,
      sum(f.amount_won)::bigint as amount_won, sum(f.fee_won)::bigint as fee_won
    from (${facts}) f
    join debit.item i on i.code = f.item_code
    join debit.bank b on b.code = f.bank_code
    group by 1, 2, 3 order by 2, 1, 3`.execute(kernel.database.read);
  const byKey = Map.groupBy(rows, (row) => row.key);
  return {
    lines: [...byKey.values()].map((group) => lineOf(group)),
    total: lineOf(rows, { key: "", label: "" }),
  };
}

function lineOf(
  rows: readonly Row[],
  name: { key: string; label: string } = { key: rows[0]?.key ?? "", label: rows[0]?.label ?? "" },
): AggregateLine {
  const byState = Map.groupBy(rows, ({ state }) => state);
  return {
    key: name.key,
    label: name.label,
    ...sumOf(rows.filter(({ state }) => !REGISTRATIONS.has(state))),
    parts: [
      ...[...byState].map(([state, group]) => ({ name: state, ...sumOf(group) })),
      ...feeOf("fee", rows.filter(({ state }) => !UNSETTLED.has(state))),
      ...feeOf("unsettledFee", rows.filter(({ state }) => UNSETTLED.has(state))),
    ],
  };
}

/** What statements show, and what they will show, stand apart. */
const UNSETTLED: ReadonlySet<string> = new Set(["unsettled", "unsettledRegistration"]);
/** They cost a fee, but are no debits: their count is their own part. */
const REGISTRATIONS: ReadonlySet<string> = new Set(["registration", "unsettledRegistration"]);

function feeOf(name: string, rows: readonly Row[]): AggregateLine["parts"] {
  const feeWon = rows.reduce((sum, row) => sum + row.fee_won, 0n);
  return feeWon === 0n ? [] : [{ name, count: sumOf(rows).count, amountWon: feeWon }];
}

function sumOf(rows: readonly Row[]): { count: number; amountWon: bigint } {
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    amountWon: rows.reduce((sum, row) => sum + row.amount_won, 0n),
  };
}
