import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Rail } from "../../parts.ts";
import type { Plan } from "../../schedule/schedule.ts";
import type { OrderWork } from "../order_work.ts";
import { isInFile } from "./missed_file.ts";

/** Waiting applications that were made at one moment: an import makes many. */
interface Group {
  readonly rail: Rail;
  readonly bank_code: string;
  readonly requested_at: Date;
  readonly cutoff_at: Date;
  readonly result_due_at: Date;
}

/** @returns how many applications have another cutoff or answer now */
export async function moveRegistrations(work: OrderWork, tx: Transaction): Promise<number> {
  const moves: { group: Group; plan: Plan }[] = [];
  for (const group of await waitingGroups(tx)) {
    const plan = await planOf(work, tx, group);
    const isPlanned = plan.cutoffAt.getTime() === group.cutoff_at.getTime() &&
      plan.resultDueAt.getTime() === group.result_due_at.getTime();
    if (!isPlanned) moves.push({ group, plan });
  }
  return moves.length === 0 ? 0 : await apply(tx, moves);
}

/** To the millisecond, which is what the clock gives and a Date can hold. */
async function waitingGroups(tx: Transaction): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select distinct rail, bank_code, date_trunc('milliseconds', requested_at) as requested_at,
      cutoff_at, result_due_at
    from debit.registration where file_id is null and state = 'waiting'`.execute(tx);
  return rows;
}

/** Counted from the request again, unless that file is gone: then it goes with the next one. */
async function planOf(
  { kernel, schedule }: OrderWork,
  tx: Transaction,
  { rail, bank_code: bankCode, requested_at: requestedAt }: Group,
): Promise<Plan> {
  const plan = await schedule.registration({ rail, bankCode, requestedAt });
  const now = kernel.clock.now();
  if (now < plan.cutoffAt) return plan;
  const isMissed = now > plan.sendBy || await isInFile(tx, { plan, bankCode, kind: "EB13" });
  return isMissed ? await schedule.registration({ rail, bankCode }) : plan;
}

async function apply(
  tx: Transaction,
  moves: readonly { group: Group; plan: Plan }[],
): Promise<number> {
  const rows = moves.map(({ group, plan }) => ({
    rail: group.rail,
    bank_code: group.bank_code,
    requested_at: group.requested_at,
    cutoff_at: plan.cutoffAt,
    result_due_at: plan.resultDueAt,
  }));
  const { rows: [moved] } = await sql<{ count: number }>`
    with moved as (
      update debit.registration g set cutoff_at = m.cutoff_at, result_due_at = m.result_due_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (rail text, bank_code text,
        requested_at timestamptz, cutoff_at timestamptz, result_due_at timestamptz)
      where g.file_id is null and g.state = 'waiting' and g.rail = m.rail
        and g.bank_code = m.bank_code
        and date_trunc('milliseconds', g.requested_at) = m.requested_at
      returning 1
    )
    select count(*)::integer as count from moved`.execute(tx);
  return moved?.count ?? 0;
}
