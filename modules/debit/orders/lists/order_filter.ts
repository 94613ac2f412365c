import { type RawBuilder, sql } from "kysely";
import { fenced, lookUp } from "../fenced.ts";
import type { OrderQuery } from "../order_desk.ts";
import { containing } from "../search_text.ts";
import { isUuid } from "../uuid_text.ts";

/** Orders of a list, as tables and a condition: `o`, and `c` (customer) where the way leads past it. */
export interface OrderSelection {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
}

export type OrderFilter = Omit<OrderQuery, "sort" | "descending" | "after" | "limit">;

/**
 * The way to the orders of a filter: by an index of orders, or, for a text and for a stretch of
 * `customers` (a condition on columns of `customer` alone), from customers to theirs.
 */
export function selectionOf(
  merchantId: string,
  filter: OrderFilter,
  customers?: RawBuilder<unknown>,
): OrderSelection {
  if (customers !== undefined || hasText(filter)) {
    return customersFirst(merchantId, filter, customers);
  }
  const orders = allOf([sql`o.merchant_id = ${merchantId}`, ...orderConditions(filter)]);
  const besides = chargeConditions(filter);
  if (besides.length === 0) return { from: sql`debit.debit_order o`, where: orders };
  return {
    from: sql`${fenced(sql`select * from debit.debit_order o where ${orders}`)} o
      join debit.charge ch on ch.merchant_id = o.merchant_id and ch.id = o.charge_id`,
    where: allOf(besides),
  };
}

/** The customers of a filter's text, and of a condition. */
export function customersOf(
  merchantId: string,
  { text = "" }: OrderFilter,
  condition: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  const isFound = text.trim() === "" ? sql`true` : containing(sql`search_text`, text);
  return sql`
    select merchant_id, id, number, name from debit.customer
    where merchant_id = ${merchantId} and ${isFound} and ${condition}`;
}

function customersFirst(
  merchantId: string,
  filter: OrderFilter,
  customers?: RawBuilder<unknown>,
): OrderSelection {
  return {
    from: sql`
      ${fenced(customersOf(merchantId, filter, customers))} c ${INSTRUCTIONS} ${CHARGES} ${ORDERS}`,
    where: allOf([
      sql`true`,
      ...monthConditions(filter),
      ...chargeConditions(filter),
      ...orderConditions(filter),
    ]),
  };
}

const INSTRUCTIONS = lookUp(
  sql`debit.instruction`,
  sql`i`,
  sql`merchant_id = c.merchant_id and customer_id = c.id`,
);
const CHARGES = lookUp(
  sql`debit.charge`,
  sql`ch`,
  sql`merchant_id = i.merchant_id and instruction_id = i.id`,
);
const ORDERS = lookUp(
  sql`debit.debit_order`,
  sql`o`,
  sql`merchant_id = ch.merchant_id and charge_id = ch.id`,
);

function orderConditions(filter: OrderFilter): RawBuilder<unknown>[] {
  const { contractId, bankCode, state, exceptWithdrawn, kind, from, to, month, ids } = filter;
  return [
    ...when(contractId, (id) => isUuid(id) ? sql`o.contract_id = ${id}::uuid` : sql`false`),
    ...when(bankCode, (code) => sql`o.bank_code = ${code}`),
    ...when(state, (name) => sql`o.state = ${name}`),
    ...(exceptWithdrawn === true && state === undefined ? [sql`o.state <> 'withdrawn'`] : []),
    ...when(kind, (name) => sql`o.kind = ${name}`),
    ...when(from, (date) => sql`o.debit_date >= ${date}::date`),
    ...when(to, (date) => sql`o.debit_date <= ${date}::date`),
    ...when(month, (date) => sql`o.month = ${date}::date`),
    ...when(ids, (list) => sql`o.id = any(${list.filter(isUuid)}::uuid[])`),
  ];
}

function chargeConditions({ itemCode, grade }: OrderFilter): RawBuilder<unknown>[] {
  return [
    ...when(itemCode, (code) => sql`ch.item_code = ${code}`),
    ...when(grade, (name) => sql`ch.grade = ${name}`),
  ];
}

/** A debit day lies in its charge's month or, rolled over a holiday, early in the next one. */
function monthConditions({ month, from, to }: OrderFilter): RawBuilder<unknown>[] {
  return [
    ...when(month, (date) => sql`ch.month = ${date}::date`),
    ...when(
      from,
      (date) => sql`ch.month >= date_trunc('month', ${date}::date) - interval '1 month'`,
    ),
    ...when(to, (date) => sql`ch.month <= ${date}::date`),
  ];
}

function hasText({ text }: OrderFilter): boolean {
  return text !== undefined && text.trim() !== "";
}

function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(conditions, sql` and `);
}

function when<Value>(
  value: Value | undefined,
  condition: (value: Value) => RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  return value === undefined ? [] : [condition(value)];
}
