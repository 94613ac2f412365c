import type { RegistrationRecord } from "@maru/debit/files";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { BankSubject } from "./bank_subject.ts";

/**
 * The end that EB11 tells, where it stands here already because a failed debit told it first: for the
 * account, and written down on the day of the counter's record or later. Told again it must end
 * nothing that was applied for, or agreed to, since.
 */
export async function knownEndOf(
  tx: Transaction,
  { record, subject }: { record: RegistrationRecord; subject: BankSubject },
): Promise<string | undefined> {
  if (record.applicationKind === "new") return undefined;
  const { rows: [known] } = await sql<{ id: string }>`
    select id from debit.registration
    where merchant_id = ${subject.merchant_id} and instruction_id = ${subject.id}
      and account_id = ${subject.account_id} and kind <> 1 and origin = 'bank' and state = 'done'
      and (resulted_at at time zone 'Asia/Seoul')::date >= ${record.applyDate}::date
    order by resulted_at limit 1`.execute(tx);
  return known?.id;
}
