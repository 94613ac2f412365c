import type { RegistrationRecord } from "@maru/debit/files";
import type { Kernel, Transaction } from "@maru/kernel";
import { tables } from "../tables.ts";
import { detailsPlace, packDetails, unpackDetails } from "../settings/fields/account_details.ts";
import { lengthsOfPattern } from "../settings/fields/account_pattern.ts";
import { identityProblem } from "../settings/fields/identity.ts";
import { maskAccount } from "../settings/fields/mask_account.ts";
import type { BankSubject } from "./bank_subject.ts";

export interface BankAccount {
  readonly id: string;
  readonly bankCode: string;
  readonly accountMasked: string;
  /** It is the account that the instruction has now. */
  readonly isCurrent: boolean;
}

/**
 * The account of a bank's record: the instruction's own, or a new row. Undefined where it cannot be an
 * account that we could debit.
 */
export async function accountOfRecord(
  kernel: Kernel,
  tx: Transaction,
  { record, subject }: { record: RegistrationRecord; subject: BankSubject },
): Promise<BankAccount | undefined> {
  const bankCode = record.bankBranchCode.slice(0, 3);
  const account = record.accountNumber;
  const current = unpackDetails(
    await kernel.sealing.openBytes(detailsPlace(subject.account_id), subject.details_sealed),
  );
  const isCurrent = bankCode === subject.bank_code && account === current.account;
  if (isCurrent) {
    return { id: subject.account_id, bankCode, accountMasked: subject.account_masked, isCurrent };
  }
  const identity = record.holderIdentifier === "" ? current.identity : record.holderIdentifier;
  if (!await isUsable(tx, { bankCode, account, identity })) return undefined;
  const id = kernel.uuid();
  const accountMasked = maskAccount(account);
  const plain = packDetails({ account, identity });
  await tables(tx).insertInto("account").values({
    merchant_id: subject.merchant_id,
    id,
    bank_code: bankCode,
    details_sealed: await kernel.sealing.sealBytes(detailsPlace(id), plain),
    account_masked: accountMasked,
    // The record names no holder; an account move stays with the same person.
    holder: subject.holder,
    created_at: kernel.clock.now(),
  }).execute();
  return { id, bankCode, accountMasked, isCurrent };
}

async function isUsable(
  tx: Transaction,
  { bankCode, account, identity }: { bankCode: string; account: string; identity: string },
): Promise<boolean> {
  const bank = await tables(tx).selectFrom("bank").select("account_pattern")
    .where("code", "=", bankCode).executeTakeFirst();
  if (bank === undefined || identityProblem(identity) !== undefined) return false;
  return (lengthsOfPattern(bank.account_pattern) & (1 << account.length)) !== 0;
}
