import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Rail } from "../parts.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { tables } from "../tables.ts";
import type { RegistrationDeps, RegistrationDesk, RegistrationParts } from "./registration_desk.ts";

/** 1 new, 3 cancel, as the clearing house counts them. */
const KIND_NUMBERS = { new: 1, cancel: 3 } as const;

interface Subject {
  readonly payer_number: string;
  readonly bank_code: string;
  readonly rail: Rail;
}

/** Applies for one instruction. While the same application still waits, it is given back. */
export function createApply(
  { kernel }: RegistrationParts,
  { schedule }: Pick<RegistrationDeps, "schedule">,
): Pick<RegistrationDesk, "apply"> {
  return {
    async apply(tx, input) {
      await holdCutoff(tx);
      const { merchantId, instructionId, accountId, kind } = input;
      const subject = await lockSubject(tx, input);
      const waiting = await waitingOf(tx, input);
      if (waiting !== undefined) return waiting;
      const plan = await schedule.registration({
        rail: subject.rail,
        bankCode: subject.bank_code,
      });
      const id = kernel.uuid();
      await tables(tx).insertInto("registration").values({
        merchant_id: merchantId,
        id,
        instruction_id: instructionId,
        account_id: accountId,
        kind: KIND_NUMBERS[kind],
        origin: input.origin,
        pair_id: input.pairId ?? null,
        rail: subject.rail,
        bank_code: subject.bank_code,
        payer_number: subject.payer_number,
        state: "waiting",
        requested_at: kernel.clock.now(),
        requested_by: input.actor,
        cutoff_at: plan.cutoffAt,
        result_due_at: plan.resultDueAt,
      }).execute();
      if (kind === "new") {
        await tables(tx).updateTable("instruction")
          .set({ registration_state: "waiting", registration_code: null })
          .where("merchant_id", "=", merchantId).where("id", "=", instructionId).execute();
      }
      return { id, cutoffAt: plan.cutoffAt, resultDueAt: plan.resultDueAt };
    },
  };
}

type ApplyInput = Parameters<RegistrationDesk["apply"]>[1];

async function lockSubject(tx: Transaction, input: ApplyInput): Promise<Subject> {
  const { rows: [subject] } = await sql<Subject>`
    select i.payer_number, a.bank_code, k.rail
    from debit.instruction i
    join debit.contract k on k.merchant_id = i.merchant_id and k.id = i.contract_id
    join debit.account a on a.merchant_id = i.merchant_id and a.id = ${input.accountId}
    where i.merchant_id = ${input.merchantId} and i.id = ${input.instructionId}
    for update of i`.execute(tx);
  if (subject === undefined) {
    throw new RangeError(
      `Cannot apply for instruction "${input.instructionId}": the merchant has no such one`,
    );
  }
  return subject;
}

async function waitingOf(tx: Transaction, input: ApplyInput) {
  const row = await tables(tx).selectFrom("registration")
    .select(["id", "cutoff_at", "result_due_at"])
    .where("merchant_id", "=", input.merchantId)
    .where("instruction_id", "=", input.instructionId)
    .where("account_id", "=", input.accountId)
    .where("kind", "=", KIND_NUMBERS[input.kind])
    .where("state", "=", "waiting").executeTakeFirst();
  return row && { id: row.id, cutoffAt: row.cutoff_at, resultDueAt: row.result_due_at };
}
