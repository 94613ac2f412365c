/**
 * What happens in `debit`, told after the transaction commits.
 *
 * @module
 */
import type { DomainEvent } from "@maru/kernel";

/** A file lies whole at the other side. */
export type FileSent = DomainEvent<"debit.fileSent", { readonly fileId: string }>;

/** A file was answered, and its results stand in the orders or registrations. */
export type ResultsApplied = DomainEvent<
  "debit.resultsApplied",
  { readonly fileId: string; readonly kind: "EB14" | "EB22" | "EC22" | "EB11" }
>;
