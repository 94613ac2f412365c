import type { Transaction } from "@maru/kernel";
import type { RawBuilder } from "kysely";

/**
 * Ends the mandates that a file's failed debits say have ended; `failures` gives `sequence` and `code`
 * of each. Implemented by `registrations`.
 */
export type EndedMandates = (
  tx: Transaction,
  input: { readonly fileId: string; readonly failures: RawBuilder<unknown> },
) => Promise<void>;
