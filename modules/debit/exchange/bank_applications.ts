import type { Transaction } from "@maru/kernel";
import type { RegistrationRecord } from "@maru/debit/files";
import type { Rail } from "../parts.ts";

/** What a payer did at the bank, read from EB11. */
export interface BankApplicationInput {
  readonly rail: Rail;
  readonly record: RegistrationRecord;
}

/** Where it stands now, or the code with which we refuse it. */
export type BankApplicationAnswer =
  | { readonly merchantId: string; readonly registrationId: string }
  | { readonly refusalCode: "A013" | "A017" | "A019"; readonly merchantId?: string };

/** Takes what payers did at their banks; implemented by `registrations`. */
export interface BankApplications {
  record(tx: Transaction, input: BankApplicationInput): Promise<BankApplicationAnswer>;
}
