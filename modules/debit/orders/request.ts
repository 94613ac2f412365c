import type { BusinessDate, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { allowLongStatements } from "../exchange/long_statements.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { monthOf } from "../schedule/due_date.ts";
import { CutoffPassedError } from "../schedule/schedule.ts";
import { type BankPlans, bankPlansOf, isAnyOpen } from "./bank_plans.ts";
import { type CandidateChoice, candidateLines, dueInstructions } from "./candidate_lines.ts";
import { fenced } from "./fenced.ts";
import { contractOf, type ContractRow, lockContract } from "./contract_row.ts";
import { type InsertedOrders, insertOrders } from "./insert_orders.ts";
import { enqueueAheadNotices } from "./notices/ahead_notices.ts";
import { DueDateNotContractedError } from "./errors.ts";
import type { Obstacle, OrderDesk, RequestAnswer } from "./order_desk.ts";
import { requireWithinMonthlyLimit, sumOf } from "./order_money.ts";
import type { OrderWork } from "./order_work.ts";
import { requestWindow } from "./request_window.ts";
import { tellRequested } from "./tell_requested.ts";
import { isUuid } from "./uuid_text.ts";

type Input = Parameters<OrderDesk["request"]>[1];

/** 이체의뢰. */
export function createRequests(work: OrderWork): Pick<OrderDesk, "window" | "request"> {
  const { kernel, schedule } = work;
  const { db } = kernel.database;
  return {
    async window(merchantId, input) {
      const { rail } = await contractOf(db, { ...input, merchantId });
      const { common } = await bankPlansOf(schedule, db, { ...input, rail });
      return await requestWindow(schedule, { plan: common, now: kernel.clock.now() });
    },
    async request(merchantId, input) {
      // Looked at before too, so that nobody waits for a lock only to hear that it is too late.
      const { rail, due_days } = await contractOf(db, { ...input, merchantId });
      await requireOpen(work, await bankPlansOf(schedule, db, { ...input, rail }));
      requireContracted(work, due_days, input.dueDate);
      return await kernel.transaction((tx) => request(work, tx, { merchantId, input }));
    },
  };
}

async function request(
  work: OrderWork,
  tx: Transaction,
  { merchantId, input }: { merchantId: string; input: Input },
): Promise<RequestAnswer> {
  const { kernel, schedule } = work;
  await allowLongStatements(tx);
  await kernel.calendar.refresh(tx);
  await holdCutoff(tx);
  const contract = await lockContract(tx, { ...input, merchantId });
  const plans = await bankPlansOf(schedule, tx, { ...input, rail: contract.rail });
  const now = await requireOpen(work, plans);
  requireContracted(work, contract.due_days, input.dueDate);
  const choice = choiceOf(work, { merchantId, input });
  await lockCharges(tx, choice);
  const made = await insertOrders(kernel, tx, {
    plans: plans.byBank.map((plan) => ({ ...plan, contractId: contract.id })),
    lines: candidateLines(choice),
    kind: "regular",
    isAutomatic: false,
    actor: input.actor,
    now,
  });
  const refused = [...made.refused, ...await otherTicks(tx, choice, made)];
  return { ...await settle(work, tx, { merchantId, contract, choice, made, plans }), refused };
}

/** @throws {DueDateNotContractedError} */
function requireContracted(
  { schedule }: OrderWork,
  contracted: readonly number[],
  dueDate: BusinessDate,
): void {
  const days = schedule.dueDays(dueDate);
  if (days.some((day) => contracted.includes(day))) return;
  throw new DueDateNotContractedError(dueDate, contracted);
}

/**
 * @returns the instant by which it was judged
 * @throws {CutoffPassedError}
 */
async function requireOpen(
  { kernel, schedule }: OrderWork,
  plans: BankPlans,
): Promise<Date> {
  const now = kernel.clock.now();
  if (isAnyOpen(plans, now)) return now;
  const { common } = plans;
  throw new CutoffPassedError(common.cutoffAt, await schedule.earliestDebitDate(common));
}

function choiceOf(
  { schedule }: OrderWork,
  { merchantId, input }: { merchantId: string; input: Input },
): CandidateChoice {
  const { instructionIds, exceptInstructionIds } = input;
  return {
    merchantId,
    contractId: input.contractId,
    month: monthOf(input.dueDate),
    dueDays: schedule.dueDays(input.dueDate),
    withArrears: input.withArrears,
    ...(input.itemCodes === undefined ? {} : { itemCodes: input.itemCodes }),
    ...(instructionIds === "all" ? {} : { instructionIds: instructionIds.filter(isUuid) }),
    ...(exceptInstructionIds === undefined
      ? {}
      : { exceptInstructionIds: exceptInstructionIds.filter(isUuid) }),
  };
}

/** Who takes cash for a charge holds its row: so what is paid is known before the rest is asked for. */
async function lockCharges(tx: Transaction, choice: CandidateChoice): Promise<void> {
  await sql`
    select ch.id from ${fenced(dueInstructions(choice))} i
    join debit.charge ch on ch.merchant_id = i.merchant_id and ch.instruction_id = i.id
      and ch.month <= ${choice.month}::date and not ch.is_collected
    order by ch.id for no key update of ch`.execute(tx);
}

/**
 * What was ticked and is no line of that day, and why; another merchant's instruction is as unknown as
 * one that nobody has.
 */
async function otherTicks(
  tx: Transaction,
  choice: CandidateChoice,
  made: InsertedOrders,
): Promise<RequestAnswer["refused"]> {
  if (choice.instructionIds === undefined) return [];
  const { rows } = await sql<{ id: string; obstacle: Obstacle }>`
    with other as (
      select id from unnest(${choice.instructionIds}::uuid[]) as t (id)
      except
      select instruction_id from debit.debit_order
      where merchant_id = ${choice.merchantId} and id between ${made.firstId} and ${made.lastId}
    ), due as (${dueInstructions(choice)})
    select other.id, case
      when i.id is null then 'unknown'
      when i.state <> 'ended' and due.id is null then 'notDue'
      else 'stopped' end as obstacle
    from other
    left join debit.instruction i on i.merchant_id = ${choice.merchantId} and i.id = other.id
    left join due on due.id = other.id`.execute(tx);
  const refused = new Set(made.refused.map(({ instructionId }) => instructionId));
  return rows.filter(({ id }) => !refused.has(id))
    .map(({ id, obstacle }) => ({ instructionId: id, obstacle }));
}

async function settle(
  work: OrderWork,
  tx: Transaction,
  { merchantId, contract, choice, made, plans }: {
    merchantId: string;
    contract: ContractRow;
    choice: CandidateChoice;
    made: InsertedOrders;
    plans: BankPlans;
  },
): Promise<Omit<RequestAnswer, "refused">> {
  const range = { merchantId, firstId: made.firstId, lastId: made.lastId };
  const { count, amountWon } = await sumOf(tx, range);
  const { month } = choice;
  await requireWithinMonthlyLimit(tx, { merchantId, contract, month, newWon: amountWon });
  if (count > 0) {
    await tellRequested(work, tx, range);
    await enqueueAheadNotices(work.kernel, tx, range);
  }
  const { cutoffAt, resultDueAt } = plans.common;
  return { count, amountWon, cutoffAt, resultDueAt };
}
