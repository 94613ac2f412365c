import type { Kernel } from "@maru/kernel";
import { tableDigests } from "@maru/kernel/testing";

/**
 * What a refused request must leave as it was. Rate limits, form tokens and the like are not in it,
 * nor is when an API key was last used.
 */
const TABLES = [
  "auth.code_app",
  "auth.consent",
  "auth.organisation",
  "auth.passkey",
  "auth.recovery_code",
  "auth.role",
  "auth.staff",
  "auth.submitter",
  "debit.alert",
  "debit.cash_receipt",
  "debit.contract",
  "debit.customer",
  "debit.debit_order",
  "debit.evidence",
  "debit.history",
  "debit.instruction",
  "debit.item_request",
  "debit.merchant",
  "debit.merchant_event",
  "debit.notice",
  "debit.registration",
  "debit.settlement",
  "debit.tax_invoice",
  "debit.webhook_endpoint",
  "kernel.access_log",
  "kernel.holiday",
  "kernel.holiday_year",
  "submission.agency",
  "submission.bundle",
  "submission.delivery",
  "submission.document",
  "submission.document_type",
  "submission.institution",
  "submission.item",
  "submission.item_event",
  "submission.product",
  "submission.product_document",
  "submission.submission",
  "submission.webhook",
] as const;

/** A line for all that each table holds; `except` leaves tables out. */
export async function stateDigest(
  kernel: Kernel,
  { except = [] }: { readonly except?: readonly (typeof TABLES)[number][] } = {},
): Promise<string> {
  return await tableDigests(kernel, TABLES.filter((table) => !except.includes(table)));
}
