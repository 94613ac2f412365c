import type { RegistrationRecord } from "@maru/debit/files";
import type { Transaction } from "@maru/kernel";
import { tables } from "../tables.ts";
import { changesOf, writeHistory } from "../settings/history.ts";
import type { BankAccount } from "./bank_account.ts";
import { isMove } from "./bank_row.ts";
import type { BankSubject } from "./bank_subject.ts";
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
  if (isNew) await withdrawOwn(tx, subject);
  await tables(tx).updateTable("instruction").set((set) => ({
    ...(isNew ? { account_id: account.id, bank_code: account.bankCode } : {}),
    registration_state: isNew ? "done" : "cancelled",
    registration_code: code,
    version: set("version", "+", 1),
    updated_at: parts.kernel.clock.now(),
  })).where("merchant_id", "=", subject.merchant_id).where("id", "=", subject.id).execute();
  await tell(parts, tx, done, code);
}

function endCodeOf(record: RegistrationRecord): string {
  if (isMove(record)) return ENDED_BY_MOVE;
  return record.applicationKind === "forced-cancel" ? ENDED_BY_BANK : ENDED_BY_PAYER;
}

/** Our own applications that still wait would come back as made twice (A016). */
async function withdrawOwn(tx: Transaction, { merchant_id, id }: BankSubject): Promise<void> {
  await tables(tx).updateTable("registration").set({ state: "withdrawn" })
    .where("merchant_id", "=", merchant_id).where("instruction_id", "=", id)
    .where("state", "=", "waiting").execute();
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
