import { isMemberBank } from "./bank_list.ts";
import type { AccountRule, Stage } from "./account_rules.ts";

const RULES_MAX = 100_000;
const STAGES: readonly Stage[] = ["registration", "debit", "holder"];

/** What was posted is no rule for an account; the field is named. */
export class AccountRuleError extends Error {
  override readonly name = "AccountRuleError";
  constructor(readonly field: string, readonly index: number) {
    super(`Cannot take rule ${index}: "${field}" is not right`);
  }
}

/** Reads `{ accounts: […] }`. @throws {AccountRuleError} */
export function readAccountRules(input: unknown): AccountRule[] {
  const list = typeof input === "object" && input !== null && "accounts" in input
    ? input.accounts
    : undefined;
  if (!Array.isArray(list) || list.length > RULES_MAX) throw new AccountRuleError("accounts", 0);
  return list.map((entry: unknown, index) => readAccountRule(entry, index));
}

/** Reads one rule from JSON or a form, in which what is not wanted is empty. @throws {AccountRuleError} */
export function readAccountRule(entry: unknown, index = 0): AccountRule {
  const fields = typeof entry === "object" && entry !== null
    ? new Map(Object.entries(entry))
    : new Map<string, unknown>();
  const text = (name: string, pattern: RegExp) => {
    const value = fields.get(name) ?? "";
    if (typeof value !== "string" || !pattern.test(value)) throw new AccountRuleError(name, index);
    return value;
  };
  const bankCode = text("bankCode", /^\d{3}$/);
  if (!isMemberBank(bankCode)) throw new AccountRuleError("bankCode", index);
  const accountNumber = text("accountNumber", /^\d{1,16}$/);
  const holder = text("holder", /^.{0,40}$/);
  const birthOrBusinessNumber = text("birthOrBusinessNumber", /^(\d{6}|\d{10})?$/);
  const code = text("code", /^([0-9A]\d{3})?$/);
  const at = STAGES.find((stage) => stage === fields.get("at"));
  if (at === undefined && (fields.get("at") ?? "") !== "") throw new AccountRuleError("at", index);
  const succeedsOnTry = Number(fields.get("succeedsOnTry") || 0);
  if (!Number.isInteger(succeedsOnTry) || succeedsOnTry < 0) {
    throw new AccountRuleError("succeedsOnTry", index);
  }
  return {
    bankCode,
    accountNumber,
    ...(holder === "" ? {} : { holder }),
    ...(birthOrBusinessNumber === "" ? {} : { birthOrBusinessNumber }),
    ...(code === "" ? {} : { code }),
    ...(at === undefined ? {} : { at }),
    ...(succeedsOnTry === 0 ? {} : { succeedsOnTry }),
  };
}
