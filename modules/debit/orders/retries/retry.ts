import type { BusinessDate, Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { allowLongStatements } from "../../exchange/long_statements.ts";
import { holdCutoff } from "../../schedule/cutoff_lock.ts";
import { monthOf } from "../../schedule/due_date.ts";
import { CutoffPassedError } from "../../schedule/schedule.ts";
import { type BankPlan, bankPlansOf, isAnyOpen } from "../bank_plans.ts";
import { contractOf, type ContractRow, lockContract } from "../contract_row.ts";
import { RetryNotAllowedError } from "../errors.ts";
import { fenced } from "../fenced.ts";
import { insertOrders } from "../insert_orders.ts";
import { enqueueAheadNotices } from "../notices/ahead_notices.ts";
import type { OrderDesk, RequestAnswer } from "../order_desk.ts";
import { requireWithinMonthlyLimit, sumOf } from "../order_money.ts";
import type { OrderWork } from "../order_work.ts";
import { requestWindow } from "../request_window.ts";
import { tellRequested } from "../tell_requested.ts";
import { requireRetryable } from "./require_retryable.ts";
import { isAnsweredInMonth, retryDays } from "./retry_days.ts";
import { chargesToLock, retryLines } from "./retry_lines.ts";

type Input = Parameters<OrderDesk["retry"]>[1];

/** 재처리의뢰. */
export function createRetries(work: OrderWork): Pick<OrderDesk, "retryWindow" | "retry"> {
  const { kernel, schedule } = work;
  const { db } = kernel.database;
  return {
    async retryWindow(merchantId, { contractId, date }) {
      const { rail } = await contractOf(db, { merchantId, contractId });
      const { common } = await bankPlansOf(schedule, db, { rail, dueDate: date });
      const window = await requestWindow(schedule, { plan: common, now: kernel.clock.now() });
      const [earliest] = await retryDays(work, common);
      const refusal = dayRefusal(work, common);
      return {
        ...window,
        isOpen: window.isOpen && refusal === undefined,
        earliestDate: earliest?.debitDate ?? window.earliestDate,
        isAnyDayLeft: earliest !== undefined,
        ...(refusal === undefined ? {} : { refusal }),
      };
    },
    async retry(merchantId, input) {
      const { rail } = await contractOf(db, { ...input, merchantId });
      await bankPlansOf(schedule, db, { rail, dueDate: input.date });
      return await kernel.transaction((tx) => retry(work, tx, { merchantId, input }));
    },
  };
}

async function retry(
  work: OrderWork,
  tx: Transaction,
  { merchantId, input }: { merchantId: string; input: Input },
): Promise<RequestAnswer> {
  const { kernel, schedule } = work;
  await allowLongStatements(tx);
  await kernel.calendar.refresh(tx);
  await holdCutoff(tx);
  const contract = await lockContract(tx, { ...input, merchantId });
  const plans = await bankPlansOf(schedule, tx, { rail: contract.rail, dueDate: input.date });
  const now = kernel.clock.now();
  await requireDay(work, { plan: plans.common, isOpen: isAnyOpen(plans, now) });
  const failed = namedOrders(merchantId, input);
  await requireRetryable(tx, { merchantId, contract, input, plan: plans.common });
  await chargesToLock(failed).execute(tx);
  const made = await insertOrders(kernel, tx, {
    plans: plans.byBank.map((plan) => ({ ...plan, contractId: contract.id })),
    lines: retryLines(failed),
    kind: "retry",
    isAutomatic: false,
    actor: input.actor,
    now,
  });
  const range = { merchantId, firstId: made.firstId, lastId: made.lastId };
  const sum = await settle(work, tx, { range, contract, month: monthOf(plans.common.debitDate) });
  const { cutoffAt, resultDueAt } = plans.common;
  return { ...sum, cutoffAt, resultDueAt, refused: made.refused };
}

/** Why nothing at all can be retried on a day. */
function dayRefusal(
  { kernel }: OrderWork,
  plan: BankPlan,
): "anotherMonth" | "resultTooLate" | undefined {
  const thisMonth = monthOf(kernel.calendar.dateOf(kernel.clock.now()));
  if (monthOf(plan.debitDate) !== thisMonth) return "anotherMonth";
  return isAnsweredInMonth(kernel, plan) ? undefined : "resultTooLate";
}

async function requireDay(
  work: OrderWork,
  { plan, isOpen }: { plan: BankPlan; isOpen: boolean },
): Promise<void> {
  if (!isOpen) {
    const [earliest] = await retryDays(work, plan);
    throw new CutoffPassedError(
      plan.cutoffAt,
      earliest?.debitDate ?? await work.schedule.earliestDebitDate(plan),
    );
  }
  const refusal = dayRefusal(work, plan);
  if (refusal !== undefined) throw new RetryNotAllowedError(refusal, plan.debitDate);
}

function namedOrders(merchantId: string, { orderIds }: Input): RawBuilder<unknown> {
  return fenced(sql`
    select merchant_id, id as order_id, charge_id from debit.debit_order
    where merchant_id = ${merchantId} and id = any(${orderIds}::uuid[])`);
}

async function settle(
  work: OrderWork,
  tx: Transaction,
  { range, contract, month }: {
    range: { merchantId: string; firstId: string; lastId: string };
    contract: ContractRow;
    month: BusinessDate;
  },
) {
  const sum = await sumOf(tx, range);
  await requireWithinMonthlyLimit(tx, { ...range, contract, month, newWon: sum.amountWon });
  if (sum.count > 0) {
    await tellRequested(work, tx, range);
    await enqueueAheadNotices(work.kernel, tx, range);
  }
  return sum;
}
