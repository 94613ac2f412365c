import type { RegistrationRecord } from "@maru/debit/files";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { changesOf, writeHistory } from "../settings/history.ts";
import type { BankAccount } from "./bank_account.ts";
import { isMove } from "./bank_row.ts";
import type { BankSubject } from "./bank_subject.ts";
import { IS_TAKEN_BACK, STATE_AFTER_END } from "./ended_account.ts";
import type { RegistrationDeps, RegistrationParts } from "./registration_desk.ts";

/** Codes that stand at the instruction: done, ended by the payer, by the bank, by an account move. */
const DONE = "0000";
const ENDED_BY_PAYER = "0019";
const ENDED_BY_BANK = "0018";
const ENDED_BY_MOVE = "0024";

interface Done {
  readonly record: RegistrationRecord;
  readonly subject: BankSubject;
  readonly account: BankAccount;
}

/** Carries what was done at the bank over to the instruction, its history and the merchant's events. */
export async function recordEffect(
  parts: RegistrationParts & Pick<RegistrationDeps, "eventLog">,
  tx: Transaction,
  done: Done,
): Promise<void> {
  const { record, subject, account } = done;
  const isNew = record.applicationKind === "new";
  // The end of an account that the instruction has left already changes nothing here.
  if (!isNew && !account.isCurrent) return;
  const code = isNew ? DONE : endCodeOf(record);
  const hasWithdrawn = await withdrawOwn(tx, done);
  const after = isNew
    ? sql`account_id = ${account.id}, bank_code = ${account.bankCode}, registration_state = 'done',
        registration_code = ${code}`
    : sql`registration_state = ${STATE_AFTER_END},
        registration_code = case ${STATE_AFTER_END} when 'cancelled' then ${code} end`;
  await sql`
    update debit.instruction i
    set ${after}, version = version + 1, updated_at = ${parts.kernel.clock.now()}
    where merchant_id = ${subject.merchant_id} and id = ${subject.id}`.execute(tx);
  if (hasWithdrawn && !isNew) await noteWithdrawn(parts, tx, done);
  await tell(parts, tx, done, code);
}

function endCodeOf(record: RegistrationRecord): string {
  if (isMove(record)) return ENDED_BY_MOVE;
  return record.applicationKind === "forced-cancel" ? ENDED_BY_BANK : ENDED_BY_PAYER;
}

/**
 * Our own applications that still wait: after a new mandate all of them would come back as made twice
 * (A016), after the end of one those for its account would go against the payer's will.
 */
async function withdrawOwn(
  tx: Transaction,
  { record, subject, account }: Done,
): Promise<boolean> {
  const isMeant = record.applicationKind === "new"
    ? sql`r.state = 'waiting'`
    : sql`r.account_id = ${account.id} and ${IS_TAKEN_BACK}`;
  const { numAffectedRows = 0n } = await sql`
    update debit.registration r set state = 'withdrawn'
    where r.merchant_id = ${subject.merchant_id} and r.instruction_id = ${subject.id}
      and ${isMeant}`.execute(tx);
  return numAffectedRows > 0n;
}

async function noteWithdrawn(
  parts: RegistrationParts,
  tx: Transaction,
  { subject, account }: Done,
): Promise<void> {
  await writeHistory(parts, tx, [{
    merchantId: subject.merchant_id,
    subjectKind: "instruction",
    subjectId: subject.id,
    actor: `bank:${account.bankCode}`,
    action: "registrationWithdrawn",
    changes: [],
  }]);
}

async function tell(
  parts: RegistrationParts & Pick<RegistrationDeps, "eventLog">,
  tx: Transaction,
  { record, subject, account }: Done,
  code: string,
): Promise<void> {
  const isNew = record.applicationKind === "new";
  await writeHistory(parts, tx, [{
    merchantId: subject.merchant_id,
    subjectKind: "instruction",
    subjectId: subject.id,
    actor: `bank:${account.bankCode}`,
    action: isNew ? "registeredAtBank" : "cancelledAtBank",
    changes: isNew
      ? changesOf(
        { bankCode: subject.bank_code, accountMasked: subject.account_masked },
        { bankCode: account.bankCode, accountMasked: account.accountMasked },
      )
      : [{ field: "registrationCode", to: code }],
  }]);
  await parts.eventLog.append(tx, [{
    merchantId: subject.merchant_id,
    type: isNew ? "registration.done" : "registration.cancelled",
    subjectId: subject.id,
    data: {
      instructionId: subject.id,
      customerId: subject.customer_id,
      code,
      origin: isMove(record) ? "accountMove" : "bank",
    },
  }]);
}
