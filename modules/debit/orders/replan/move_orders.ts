import type { BusinessDate, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Rail } from "../../parts.ts";
import type { DebitOperation, DebitPlan } from "../../schedule/schedule.ts";
import { lockContractsOf } from "../contract_row.ts";
import type { OrderWork } from "../order_work.ts";
import { isInFile } from "./missed_file.ts";
import { type MovedOrders, tellMoved } from "./tell_moved.ts";

/** Waiting orders that were planned alike. */
interface Group {
  readonly rail: Rail;
  readonly bank_code: string;
  readonly operation: DebitOperation;
  /** The day that was asked for. */
  readonly asked_date: BusinessDate;
  readonly debit_date: BusinessDate;
  readonly cutoff_from: Date;
  readonly cutoff_to: Date;
  readonly result_from: Date;
  readonly result_to: Date;
}

/** @returns how many orders moved */
export async function moveOrders(work: OrderWork, tx: Transaction): Promise<number> {
  const moves: { group: Group; plan: DebitPlan }[] = [];
  for (const group of await waitingGroups(tx)) {
    const plan = await planOf(work, tx, group);
    if (!isPlanned(group, plan)) moves.push({ group, plan });
  }
  if (moves.length === 0) return 0;
  await lockContractsOf(
    tx,
    sql`
      select merchant_id, contract_id from debit.debit_order
      where file_id is null and state = 'waiting'`,
  );
  const moved = await apply(tx, moves);
  await tellMoved(work, tx, moved);
  return moved.reduce((sum, { count }) => sum + count, 0);
}

async function waitingGroups(tx: Transaction): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select rail, bank_code, operation, coalesce(due_date, debit_date) as asked_date, debit_date,
      min(cutoff_at) as cutoff_from, max(cutoff_at) as cutoff_to,
      min(result_due_at) as result_from, max(result_due_at) as result_to
    from debit.debit_order where file_id is null and state = 'waiting'
    group by 1, 2, 3, 4, 5 order by 4, 5, 1, 2, 3`.execute(tx);
  return rows;
}

/**
 * The first of these days that a file can still take: the one that was asked for, the one that it was
 * moved to before, the earliest. A cutoff that is past is no hindrance while the file waits to be
 * built.
 */
async function planOf(work: OrderWork, tx: Transaction, group: Group): Promise<DebitPlan> {
  const { schedule, kernel } = work;
  const question = { rail: group.rail, bankCode: group.bank_code, operation: group.operation };
  const now = kernel.clock.now();
  for (const dueDate of [group.asked_date, group.debit_date]) {
    const plan = await schedule.debitPlan({ ...question, dueDate });
    if (now < plan.cutoffAt) return plan;
    const isBeingBuilt = plan.debitDate === group.debit_date && now <= plan.sendBy &&
      !await isInFile(tx, { plan, bankCode: group.bank_code, kind: fileKind(group) });
    if (isBeingBuilt) return plan;
  }
  const dueDate = await schedule.earliestDebitDate(question);
  return await schedule.debitPlan({ ...question, dueDate });
}

function fileKind({ operation }: Group): "EB21" | "EC21" {
  return operation === "debit" ? "EB21" : "EC21";
}

function isPlanned(group: Group, plan: DebitPlan): boolean {
  const isSame = (a: Date, b: Date) => a.getTime() === b.getTime();
  return group.debit_date === plan.debitDate &&
    isSame(group.cutoff_from, plan.cutoffAt) && isSame(group.cutoff_to, plan.cutoffAt) &&
    isSame(group.result_from, plan.resultDueAt) && isSame(group.result_to, plan.resultDueAt);
}

async function apply(
  tx: Transaction,
  moves: readonly { group: Group; plan: DebitPlan }[],
): Promise<MovedOrders[]> {
  const rows = moves.map(({ group, plan }) => ({
    rail: group.rail,
    bank_code: group.bank_code,
    operation: group.operation,
    asked_date: group.asked_date,
    from_date: group.debit_date,
    to_date: plan.debitDate,
    cutoff_at: plan.cutoffAt,
    result_due_at: plan.resultDueAt,
  }));
  const { rows: moved } = await sql<MovedOrders>`
    with moved as (
      update debit.debit_order o
      set debit_date = m.to_date, cutoff_at = m.cutoff_at, result_due_at = m.result_due_at,
        due_date = m.asked_date,
        told_date = nullif(coalesce(o.told_date, o.debit_date), m.to_date)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (rail text, bank_code text,
        operation text, asked_date date, from_date date, to_date date, cutoff_at timestamptz,
        result_due_at timestamptz)
      where o.file_id is null and o.state = 'waiting' and o.rail = m.rail
        and o.bank_code = m.bank_code and o.operation = m.operation
        and coalesce(o.due_date, o.debit_date) = m.asked_date and o.debit_date = m.from_date
      returning o.merchant_id, m.from_date, m.to_date, o.cutoff_at, o.result_due_at, o.amount_won
    )
    select merchant_id, from_date, to_date, cutoff_at, result_due_at, count(*)::integer as count,
      sum(amount_won)::bigint as amount_won
    from moved group by 1, 2, 3, 4, 5 order by 1, 2, 3`.execute(tx);
  return moved;
}
