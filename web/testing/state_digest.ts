import type { Kernel } from "@maru/kernel";

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
  "debit.contract",
  "debit.customer",
  "debit.debit_order",
  "debit.evidence",
  "debit.history",
  "debit.instruction",
  "debit.merchant",
  "debit.merchant_event",
  "debit.registration",
  "debit.settlement",
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

/** One word for all that the tables hold; `except` leaves tables out. */
export async function stateDigest(
  kernel: Kernel,
  { except = [] }: { readonly except?: readonly (typeof TABLES)[number][] } = {},
): Promise<string> {
  const parts: string[] = [];
  for (const table of TABLES.filter((each) => !except.includes(each))) {
    const rows = await kernel.database.db.selectFrom(table as never).selectAll().execute();
    parts.push(table, ...rows.map(asText).sort());
  }
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(parts.join("\n")));
  return new Uint8Array(digest).toHex();
}

function asText(row: unknown): string {
  return JSON.stringify(row, (_, value) => typeof value === "bigint" ? String(value) : value);
}
