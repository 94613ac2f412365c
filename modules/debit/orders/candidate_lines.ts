import type { BusinessDate } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { type LineSource, orderLines } from "./order_lines.ts";
import { fenced, lookUp } from "./fenced.ts";
import { containing } from "./search_text.ts";

export interface CandidateChoice {
  readonly merchantId: string;
  readonly contractId: string;
  /** First day of the month that the due date lies in. */
  readonly month: BusinessDate;
  readonly dueDays: readonly number[];
  readonly withArrears: boolean;
  readonly itemCodes?: readonly string[];
  readonly text?: string;
  readonly instructionIds?: readonly string[];
  readonly exceptInstructionIds?: readonly string[];
}

const CHARGES = sql`
  select * from debit.charge where merchant_id = i.merchant_id and instruction_id = i.id`;

/** What can be asked for on a due date: a line per instruction that is due then (이체의뢰). */
export function candidateLines(choice: CandidateChoice): RawBuilder<unknown> {
  const month = sql`${choice.month}::date`;
  return orderLines({
    tables: sql`${fenced(dueInstructions(choice))} i
      left join lateral (
        select * from ${fenced(CHARGES)} charge_of where charge_of.month = ${month}
      ) ch on true`,
    filter: ofCustomers(choice),
    arrears: earlierFailures(month),
    withArrears: choice.withArrears,
  });
}

/** The instructions of those lines, in their order. */
export function candidatePlaces(choice: CandidateChoice): RawBuilder<{ id: string }> {
  const isOwner = sql`merchant_id = i.merchant_id and id = i.customer_id`;
  return sql`
    select i.id from ${fenced(dueInstructions(choice))} i
    ${lookUp(sql`debit.customer`, sql`c`, isOwner)}
    where ${ofCustomers(choice)} order by c.number, i.id`;
}

/** Instructions that are due on the day, in a month from their first to their last. */
export function dueInstructions(choice: CandidateChoice): RawBuilder<unknown> {
  const { itemCodes, instructionIds, exceptInstructionIds } = choice;
  const month = sql`${choice.month}::date`;
  return sql`
    select * from debit.instruction
    where merchant_id = ${choice.merchantId} and contract_id = ${choice.contractId}
      and due_day = any(${choice.dueDays}::integer[]) and state <> 'ended'
      and first_month <= ${month} and (last_month is null or last_month >= ${month})
      ${itemCodes === undefined ? sql`` : sql`and item_code = any(${itemCodes}::text[])`}
      ${instructionIds === undefined ? sql`` : sql`and id = any(${instructionIds}::uuid[])`}
      ${
    exceptInstructionIds === undefined ? sql`` : sql`and id <> all(${exceptInstructionIds}::uuid[])`
  }`;
}

function ofCustomers({ text }: CandidateChoice): RawBuilder<unknown> {
  const isActive = sql`c.state = 'active'`;
  if (text === undefined || text.trim() === "") return isActive;
  return sql`${isActive} and ${containing(sql`c.search_text`, text)}`;
}

/** 미수납액: what failed in earlier months of the same instruction and is neither paid nor asked for. */
function earlierFailures(month: RawBuilder<unknown>): LineSource["arrears"] {
  return sql`
    select o.id, o.month, o.amount_won - s.paid_won as owed_won
    from debit.charge o cross join lateral debit.standing_of(o.merchant_id, o.id) s
    where o.merchant_id = i.merchant_id and o.instruction_id = i.id and o.month < ${month}
      and not o.is_collected and s.has_failed and not s.is_open and o.amount_won > s.paid_won`;
}
