import type { Kernel, Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../parts.ts";
import type { Obstacle } from "./order_desk.ts";
import { type LinePlan, planTable } from "./line_plans.ts";

export interface OrdersToInsert {
  readonly plans: readonly LinePlan[];
  /** A query by `orderLines`. */
  readonly lines: RawBuilder<unknown>;
  readonly kind: "regular" | "retry";
  readonly isAutomatic: boolean;
  readonly actor: Actor;
  readonly now: Date;
}

/** The orders that were made have ids from `firstId` to `lastId`, in the order of instructions. */
export interface InsertedOrders {
  readonly firstId: string;
  readonly lastId: string;
  readonly count: number;
  readonly refused: readonly { readonly instructionId: string; readonly obstacle: Obstacle }[];
}

/**
 * Makes the orders of all lines without an obstacle, and their charges, in one statement: a hundred
 * thousand see the same snapshot and never pass through the application. The contracts are locked.
 */
export async function insertOrders(
  kernel: Kernel,
  tx: Transaction,
  orders: OrdersToInsert,
): Promise<InsertedOrders> {
  const chargeBase = kernel.uuid();
  const orderBase = kernel.uuid();
  const { rows } = await sql<Answer>`
    with plan as materialized (${planTable(orders.plans, orders.now)}),
    line as materialized (${orders.lines}),
    asked as materialized (
      select l.*, row_number() over (order by l.merchant_id, l.instruction_id) as n
      from line l where l.obstacle is null
    ),
    new_charge as (${newCharges(chargeBase, orders)}),
    renewed as (${renewedCharges()}),
    new_order as (${newOrders({ chargeBase, orderBase }, orders)}),
    new_arrears as (${newArrears(orderBase)})
    select null::uuid as instruction_id, null::text as obstacle, count(*)::integer as count,
      debit.nth_id(${orderBase}, 1) as first_id, debit.nth_id(${orderBase}, count(*)) as last_id
    from asked
    union all
    select instruction_id, obstacle, null, null, null from line where obstacle is not null`
    .execute(tx);
  const made = rows.find((row): row is Made => row.count !== null)!;
  return {
    firstId: made.first_id,
    lastId: made.last_id,
    count: made.count,
    refused: rows.filter((row): row is Refused => row.count === null)
      .map((row) => ({ instructionId: row.instruction_id, obstacle: row.obstacle })),
  };
}

type Answer = Made | Refused;
interface Made {
  readonly count: number;
  readonly first_id: string;
  readonly last_id: string;
}
interface Refused {
  readonly count: null;
  readonly instruction_id: string;
  readonly obstacle: Obstacle;
}

function newCharges(chargeBase: string, { now }: OrdersToInsert) {
  return sql`
    insert into debit.charge (merchant_id, id, instruction_id, customer_id, contract_id, item_code,
      grade, month, due_date, gross_won, discount_won, amount_won, created_at)
    select merchant_id, debit.nth_id(${chargeBase}, n), instruction_id, customer_id, contract_id,
      item_code, grade, month, due_date, gross_won, discount_won, charge_won, ${now}
    from asked where charge_id is null`;
}

function renewedCharges() {
  return sql`
    update debit.charge ch set gross_won = a.gross_won, discount_won = a.discount_won,
      amount_won = a.charge_won, item_code = a.item_code, grade = a.grade, due_date = a.due_date
    from asked a
    where a.is_renewed and ch.merchant_id = a.merchant_id and ch.id = a.charge_id`;
}

/** The month of an order is its charge's: a retry stays in it, and so does a last day that rolled on. */
function newOrders(
  { chargeBase, orderBase }: { chargeBase: string; orderBase: string },
  { kind, isAutomatic, actor, now }: OrdersToInsert,
) {
  return sql`
    insert into debit.debit_order (merchant_id, id, contract_id, instruction_id, charge_id, attempt,
      account_id, kind, is_automatic, operation, rail, bank_code, payer_number, month, due_date,
      debit_date, charge_won, arrears_won, amount_won, state, requested_at, requested_by, cutoff_at,
      result_due_at)
    select merchant_id, debit.nth_id(${orderBase}, n), contract_id, instruction_id,
      coalesce(charge_id, debit.nth_id(${chargeBase}, n)), last_attempt + 1, account_id, ${kind},
      ${isAutomatic}, operation, rail, bank_code, payer_number, month, due_date, debit_date,
      charge_won, amount_won - charge_won, amount_won, 'waiting', ${now}, ${actor}, cutoff_at, result_due_at
    from asked`;
}

function newArrears(orderBase: string) {
  return sql`
    insert into debit.order_arrears (merchant_id, order_id, charge_id, amount_won)
    select a.merchant_id, debit.nth_id(${orderBase}, a.n), e.charge_id, e.amount_won
    from asked a, unnest(a.arrears_ids, a.arrears_amounts) as e (charge_id, amount_won)
    where a.amount_won > a.charge_won`;
}
