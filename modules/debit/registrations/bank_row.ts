import type { RegistrationRecord } from "@maru/debit/files";
import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { tables } from "../tables.ts";
import type { BankSubject } from "./bank_subject.ts";
import type { RegistrationParts } from "./registration_desk.ts";

const KIND_NUMBERS = { new: 1, cancel: 3, "forced-cancel": 7 } as const;
/** The halves of an account move come from two banks, a weekend apart at most. */
const PAIR_WITHIN = sql.raw("interval '4 days'");

/** The record is one half of an account move. */
export function isMove({ handlingBranch }: RegistrationRecord): boolean {
  return handlingBranch === "CHNG";
}

/** Adds what was done at the bank as an application that is answered already. */
export async function addBankRow(
  { kernel }: RegistrationParts,
  tx: Transaction,
  { record, subject, accountId }: {
    record: RegistrationRecord;
    subject: BankSubject;
    accountId: string;
  },
): Promise<string> {
  const now = kernel.clock.now();
  const id = kernel.uuid();
  const bankCode = record.bankBranchCode.slice(0, 3);
  await tables(tx).insertInto("registration").values({
    merchant_id: subject.merchant_id,
    id,
    instruction_id: subject.id,
    account_id: accountId,
    kind: KIND_NUMBERS[record.applicationKind],
    origin: isMove(record) ? "accountMove" : "bank",
    rail: subject.rail,
    bank_code: bankCode,
    payer_number: record.payerNumber,
    state: "done",
    requested_at: now,
    requested_by: `bank:${bankCode}`,
    cutoff_at: now,
    result_due_at: now,
    code: "0000",
    resulted_at: now,
  }).execute();
  if (isMove(record)) await pairUp(kernel, tx, { subject, id });
  return id;
}

/** An end that stands here already turns out to be one half of an account move. */
export async function makeHalf(
  { kernel }: RegistrationParts,
  tx: Transaction,
  { subject, id }: { subject: BankSubject; id: string },
): Promise<void> {
  await tables(tx).updateTable("registration").set({ origin: "accountMove" })
    .where("merchant_id", "=", subject.merchant_id).where("id", "=", id).execute();
  await pairUp(kernel, tx, { subject, id });
}

/** Whichever half comes second makes the pair. */
async function pairUp(
  kernel: Kernel,
  tx: Transaction,
  { subject, id }: { subject: BankSubject; id: string },
): Promise<void> {
  await sql`
    update debit.registration r set pair_id = ${kernel.uuid()}
    from (
      select half.id, other.id as other_id
      from debit.registration half
      join debit.registration other on other.merchant_id = half.merchant_id
        and other.instruction_id = half.instruction_id and other.origin = 'accountMove'
        and other.pair_id is null and (other.kind = 1) <> (half.kind = 1)
        and other.requested_at > half.requested_at - ${PAIR_WITHIN}
      where half.merchant_id = ${subject.merchant_id} and half.id = ${id}
      order by other.id desc limit 1
    ) pair
    where r.merchant_id = ${subject.merchant_id} and r.id in (pair.id, pair.other_id)`.execute(tx);
}
