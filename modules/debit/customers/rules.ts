import { AMOUNT_WON_MAX, isResidentNumber } from "@maru/kernel";
import type { ImportReason } from "../imports/import_desk.ts";
import { lengthsOfPattern } from "../settings/fields/account_pattern.ts";
import { hasControlCharacter, isAsciiDigits, isKsX1001 } from "../settings/fields/characters.ts";
import { isEmail, isMobile, isPhone } from "../settings/fields/contacts.ts";
import type { CustomerInput, InstructionInput } from "./customer_desk.ts";
import { identityProblem } from "../settings/fields/identity.ts";
import { isDate, isMonth } from "../settings/fields/months.ts";
import { isRegion } from "./regions.ts";

/** The fields of a row as the rules see them: cleaned by `clean.ts`, numbers as digits alone. */
export type CustomerFields = Omit<CustomerInput, "contractId">;
export type TermFields = Omit<
  InstructionInput,
  "bankCode" | "account" | "holder" | "holderIdentity"
>;
export type AccountFields = Pick<
  InstructionInput,
  "bankCode" | "account" | "holder" | "holderIdentity"
>;
export type RowField = keyof CustomerInput | keyof InstructionInput;

/** One thing that is wrong, in a word of `IMPORT_REASONS`. */
export interface FieldProblem {
  readonly field: RowField;
  readonly reason: ImportReason;
}

/** What a row is held against; made once for many rows. */
export interface RuleFacts {
  readonly contract: { readonly dueDays: readonly number[]; readonly debitLimitWon: bigint };
  /** Items of the contract. */
  readonly itemCodes: Iterable<string>;
  /** Banks that can be debited today. */
  readonly banks: Iterable<{ readonly code: string; readonly accountPattern: string }>;
  readonly industryCodes: Iterable<string>;
}

/**
 * The rules for customers and instructions, the same for pages, the API and the import. Each adds what
 * is wrong to `problems` and makes nothing for a good row: a million rows pass in a second or two.
 */
export interface RowRules {
  customer(input: CustomerFields, problems: FieldProblem[]): void;
  /** Amounts, months, item and due day. */
  terms(input: TermFields, problems: FieldProblem[]): void;
  account(input: AccountFields, problems: FieldProblem[]): void;
}

/** Most characters of a text field. */
export const LENGTHS_MAX = {
  number: 20,
  name: 60,
  grade: 20,
  representative: 60,
  email: 100,
  address: 200,
  addressDetail: 100,
  holder: 40,
  manager: 40,
} as const;
/** Hundredths of a percent: all of it (면제). */
export const DISCOUNT_RATE_MAX = 10_000;
const POSTCODE_LENGTH = 5;

export function createRowRules(facts: RuleFacts): RowRules {
  const { debitLimitWon } = facts.contract;
  const dueDays = new Set(facts.contract.dueDays);
  const items = new Set(facts.itemCodes);
  const industries = new Set(facts.industryCodes);
  const lengths = new Map<string, number>();
  for (const { code, accountPattern } of facts.banks) {
    lengths.set(code, lengthsOfPattern(accountPattern));
  }

  return {
    customer(input, problems) {
      checkNumber(input.number, problems);
      checkText("name", input.name, problems, true);
      if (input.kind !== "individual" && input.kind !== "business") {
        problems.push({ field: "kind", reason: "notAChoice" });
      }
      checkText("grade", input.grade, problems);
      checkCustomerIdentity(input, problems);
      checkText("representative", input.representative, problems);
      checkContacts(input, problems);
      if (input.industryCode !== "" && !industries.has(input.industryCode)) {
        problems.push({ field: "industryCode", reason: "notAChoice" });
      }
      if (input.joinedOn !== undefined && !isDate(input.joinedOn)) {
        problems.push({ field: "joinedOn", reason: "notADate" });
      }
      checkPlace(input, problems);
    },
    terms(input, problems) {
      if (input.itemCode === "") problems.push({ field: "itemCode", reason: "missing" });
      else if (!items.has(input.itemCode)) {
        problems.push({ field: "itemCode", reason: "itemNotContracted" });
      }
      checkAmounts(input, debitLimitWon, problems);
      checkDiscount(input, problems);
      checkMonths(input, problems);
      if (!dueDays.has(input.dueDay)) {
        problems.push({ field: "dueDay", reason: "dueDayNotContracted" });
      }
      checkText("manager", input.manager, problems);
    },
    account(input, problems) {
      checkAccount(input, lengths, problems);
      checkText("holder", input.holder, problems, true);
      // The holder is compared with the bank's own spelling, which knows no other characters.
      if (!isKsX1001(input.holder)) problems.push({ field: "holder", reason: "characters" });
      if (input.holderIdentity === "") {
        problems.push({ field: "holderIdentity", reason: "missing" });
        return;
      }
      const reason = identityProblem(input.holderIdentity);
      if (reason !== undefined) problems.push({ field: "holderIdentity", reason });
    },
  };
}

/** What a rate takes off, rounded down to the won. */
export function discountOf(monthlyWon: bigint, discountRate: number): bigint {
  return monthlyWon * BigInt(discountRate) / BigInt(DISCOUNT_RATE_MAX);
}

function checkNumber(number: string, problems: FieldProblem[]): void {
  checkText("number", number, problems, true);
  // Merchants of old used resident numbers here.
  if (number.length >= 13 && isResidentNumber(number)) {
    problems.push({ field: "number", reason: "residentNumber" });
  }
}

function checkText(
  field: keyof typeof LENGTHS_MAX,
  text: string,
  problems: FieldProblem[],
  isRequired = false,
): void {
  if (text === "") {
    if (isRequired) problems.push({ field, reason: "missing" });
    return;
  }
  if (text.length > LENGTHS_MAX[field]) problems.push({ field, reason: "tooLong" });
  else if (hasControlCharacter(text)) problems.push({ field, reason: "characters" });
}

/** A business gives its business number, a person the birth date. */
function checkCustomerIdentity({ identity, kind }: CustomerFields, problems: FieldProblem[]): void {
  if (identity === undefined || identity === "") return;
  const reason = identityProblem(identity) ??
    ((identity.length === 10) === (kind === "business") ? undefined : "identityFormat");
  if (reason !== undefined) problems.push({ field: "identity", reason });
}

function checkContacts({ phone, mobile, email }: CustomerFields, problems: FieldProblem[]): void {
  if (phone !== "" && !isPhone(phone)) problems.push({ field: "phone", reason: "phoneFormat" });
  if (mobile !== "" && !isMobile(mobile)) {
    problems.push({ field: "mobile", reason: "phoneFormat" });
  }
  if (email === "") return;
  if (email.length > LENGTHS_MAX.email) problems.push({ field: "email", reason: "tooLong" });
  else if (!isEmail(email)) problems.push({ field: "email", reason: "emailFormat" });
}

function checkPlace(input: CustomerFields, problems: FieldProblem[]): void {
  const { region, postcode } = input;
  if (region !== "" && !isRegion(region)) {
    problems.push({ field: "region", reason: "notAChoice" });
  }
  if (postcode !== "" && !(postcode.length === POSTCODE_LENGTH && isAsciiDigits(postcode))) {
    problems.push({ field: "postcode", reason: "postcodeFormat" });
  }
  checkText("address", input.address, problems);
  checkText("addressDetail", input.addressDetail, problems);
}

/** Monthly amount ≤ limit per debit ≤ the contract's own limit per debit. */
function checkAmounts(
  { limitWon, monthlyWon }: TermFields,
  debitLimitWon: bigint,
  problems: FieldProblem[],
): void {
  const limitProblem = amountProblem(limitWon, debitLimitWon);
  if (limitProblem !== undefined) problems.push({ field: "limitWon", reason: limitProblem });
  const monthlyProblem = amountProblem(monthlyWon, limitWon > 0n ? limitWon : AMOUNT_WON_MAX);
  if (monthlyProblem !== undefined) problems.push({ field: "monthlyWon", reason: monthlyProblem });
}

function amountProblem(amountWon: bigint, maxWon: bigint): ImportReason | undefined {
  if (amountWon <= 0n) return "notANumber";
  if (amountWon > maxWon) return "overLimit";
}

function checkDiscount(
  { monthlyWon, discountRate, discountWon }: TermFields,
  problems: FieldProblem[],
): void {
  const rateProblem = discountRateProblem(discountRate);
  if (rateProblem !== undefined) problems.push({ field: "discountRate", reason: rateProblem });
  if (discountWon === undefined) return;
  if (discountWon < 0n) problems.push({ field: "discountWon", reason: "notANumber" });
  else if (discountWon > monthlyWon) {
    problems.push({ field: "discountWon", reason: "discountTooHigh" });
  }
}

/** What is wrong with a discount rate by itself. */
export function discountRateProblem(discountRate: number): ImportReason | undefined {
  if (!Number.isInteger(discountRate) || discountRate < 0) return "notANumber";
  if (discountRate > DISCOUNT_RATE_MAX) return "discountTooHigh";
}

function checkMonths({ firstMonth, lastMonth }: TermFields, problems: FieldProblem[]): void {
  const isFirstRight = isMonth(firstMonth);
  if (!isFirstRight) {
    problems.push({ field: "firstMonth", reason: firstMonth === "" ? "missing" : "notAMonth" });
  }
  if (lastMonth === undefined) return;
  if (!isMonth(lastMonth)) problems.push({ field: "lastMonth", reason: "notAMonth" });
  else if (isFirstRight && lastMonth < firstMonth) {
    problems.push({ field: "lastMonth", reason: "monthsReversed" });
  }
}

function checkAccount(
  { bankCode, account }: AccountFields,
  lengths: ReadonlyMap<string, number>,
  problems: FieldProblem[],
): void {
  const allowed = lengths.get(bankCode);
  if (bankCode === "") problems.push({ field: "bankCode", reason: "missing" });
  else if (allowed === undefined) problems.push({ field: "bankCode", reason: "bankUnknown" });
  if (account === "") problems.push({ field: "account", reason: "missing" });
  else if (!isAccount(account, allowed)) {
    problems.push({ field: "account", reason: "accountFormat" });
  }
}

/** Digits, not all zero (0090), in one of the bank's lengths. */
function isAccount(account: string, allowed: number | undefined): boolean {
  if (!isAsciiDigits(account) || account.length > 16) return false;
  if (allowed !== undefined && (allowed & (1 << account.length)) === 0) return false;
  for (let index = 0; index < account.length; index++) {
    if (account.charCodeAt(index) !== 0x30) return true;
  }
  return false;
}
