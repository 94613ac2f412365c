/**
 * What a member of a merchant may do, in the order in which pages list it. An administrator
 * (merchantAdmin) has every right; all others have those of their role.
 */
export const RIGHTS = [
  /** See customers, requests, results, settlements and aggregates. */
  "debit.read",
  /** Register and change customers (고객관리), their instructions and discounts, one by one or in bulk. */
  "debit.customers",
  /** Make and withdraw debit requests (이체의뢰) and retries (재처리의뢰). */
  "debit.request",
  /** Money: cash receipts (현금수납), the settlement account, approval of settlements. */
  "debit.money",
  /** Settings: collection items (집금항목), notices, how requests are prepared. */
  "debit.settings",
  /** API keys and webhooks. */
  "debit.integration",
  /** Members of the organisation and their roles (사용자관리). */
  "members.manage",
] as const;
export type Right = (typeof RIGHTS)[number];

/** The stored words, where they are rights that we know. */
export function rightsIn(words: readonly string[]): Right[] {
  return RIGHTS.filter((right) => words.includes(right));
}
