import type { AccountRule, Stage } from "./account_rules.ts";

/** Codes that a bank meets already when it looks the account up (은행입력). */
const LOOKUP_CODES = new Set([
  "0012",
  "0014",
  "0015",
  "0031",
  "0032",
  "0033",
  "0034",
  "0035",
  "0036",
  "0037",
  "0038",
  "0096",
]);
/** What a bank says of an account when it is to be debited, the lookup's codes aside. */
const DEBIT_CODES = [
  "0017",
  "0018",
  "0019",
  "0020",
  "0021",
  "0022",
  "0024",
  "0041",
  "9998",
  "9999",
];
const BANK_CODES: ReadonlySet<string> = new Set([...LOOKUP_CODES, ...DEBIT_CODES]);
/** Of the lookup's, what the holder check tells, too. */
const HOLDER_CODES = new Set(["0012", "0014", "0031"]);
const DONE = "0000";

export interface AccountQuestion {
  readonly stage: Stage;
  readonly account: string;
  /** Birth date or business number, without padding; empty where none was given. */
  readonly holderNumber: string;
  /** Which debit of this account it is, from 1. */
  readonly tryNumber: number;
  readonly rule: AccountRule | undefined;
}

interface Verdict {
  readonly code: string;
  readonly at?: Stage;
  readonly succeedsOnTry?: number;
}

/** What the bank answers: a code, or undefined where all goes well. */
export function accountOutcome(question: AccountQuestion): string | undefined {
  const { rule, holderNumber } = question;
  const verdict = verdictOf(question.account, rule);
  if (verdict !== undefined && strikes(verdict, question)) return verdict.code;
  const known = rule?.birthOrBusinessNumber;
  return known !== undefined && holderNumber !== "" && holderNumber !== known ? "0014" : undefined;
}

/** Whether the number of the try matters for this account. */
export function countsTries(account: string, rule: AccountRule | undefined): boolean {
  return verdictOf(account, rule)?.succeedsOnTry !== undefined;
}

/** A rule's code goes before the digits; 0000 says that all goes well whatever the digits are. */
function verdictOf(account: string, rule: AccountRule | undefined): Verdict | undefined {
  if (rule?.code === undefined) return verdictOfDigits(account);
  return rule.code === DONE ? undefined : { ...rule, code: rule.code };
}

/** `…7799dddd` fails with that code; `…7797nddd` fails with 0ddd until the nth debit. */
function verdictOfDigits(account: string): Verdict | undefined {
  const [, always, succeedsOnTry, until] = /77(?:99(\d{4})|97([2-9])(\d{3}))$/.exec(account) ?? [];
  if (always !== undefined) return BANK_CODES.has(always) ? { code: always } : undefined;
  if (until === undefined || !BANK_CODES.has(`0${until}`)) return undefined;
  return { code: `0${until}`, succeedsOnTry: Number(succeedsOnTry) };
}

function strikes(verdict: Verdict, { stage, tryNumber }: AccountQuestion): boolean {
  const { code, at, succeedsOnTry } = verdict;
  if (stage === "debit" && succeedsOnTry !== undefined && tryNumber >= succeedsOnTry) return false;
  if (at !== undefined) return at === stage;
  if (stage === "debit") return true;
  return stage === "holder" ? HOLDER_CODES.has(code) : LOOKUP_CODES.has(code);
}
