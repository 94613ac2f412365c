import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { AggregateQuery, AggregateRow } from "./aggregate_desk.ts";
import { factsOf } from "./facts.ts";
import { KEY_COLUMNS } from "./keys.ts";

const ROWS_AT_ONCE = 2_000;

interface Row {
  readonly id: string;
  readonly date: string;
  readonly customer_id: string;
  readonly customer_number: string;
  readonly customer_name: string;
  readonly item_name: string;
  readonly grade: string;
  readonly bank_name: string;
  readonly state: string;
  readonly code: string | null;
  readonly amount_won: bigint;
  readonly discount_won: bigint;
}

type Query = AggregateQuery & { readonly value?: string };

/** The rows behind a line (조건키), by id. */
export async function aggregateRows(
  kernel: Kernel,
  merchantId: string,
  query: Query & { readonly after?: string; readonly limit: number },
): Promise<{ rows: readonly AggregateRow[]; next?: string }> {
  const key = KEY_COLUMNS[query.key];
  const facts = await factsOf(kernel, merchantId, query);
  const { rows } = await sql<Row>`
    select f.id, f.date, f.customer_id, u.number as customer_number, u.name as customer_name,
      i.name as item_name, f.grade, b.name as bank_name, f.state, f.code, f.amount_won,
      f.discount_won
    from (${facts}) f
    join debit.item i on i.code = f.item_code
    join debit.bank b on b.code = f.bank_code
    join debit.customer u on u.merchant_id = ${merchantId} and u.id = f.customer_id
    where (${query.value ?? null}::text is null or ${key.value} = ${query.value ?? null})
      and (${query.after ?? null}::uuid is null or f.id > ${query.after ?? null})
    order by f.id limit ${query.limit + 1}`.execute(kernel.database.read);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map(rowOf),
    ...(rows.length > query.limit && last !== undefined ? { next: last.id } : {}),
  };
}

/** All of them, in short pieces. */
export async function* streamAggregateRows(
  kernel: Kernel,
  merchantId: string,
  query: Query,
): AsyncIterable<AggregateRow> {
  let page: { rows: readonly AggregateRow[]; next?: string } | undefined;
  do {
    page = await aggregateRows(kernel, merchantId, {
      ...query,
      limit: ROWS_AT_ONCE,
      ...(page?.next === undefined ? {} : { after: page.next }),
    });
    yield* page.rows;
  } while (page.next !== undefined);
}

function rowOf(row: Row): AggregateRow {
  return {
    date: row.date,
    customerId: row.customer_id,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    itemName: row.item_name,
    grade: row.grade,
    bankName: row.bank_name,
    state: row.state,
    amountWon: row.amount_won,
    discountWon: row.discount_won,
    ...(row.code === null ? {} : { code: row.code }),
  };
}
