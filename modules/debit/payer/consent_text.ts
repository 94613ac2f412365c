import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { cleanNumber, cleanText } from "../customers/clean.ts";
import { CustomerInputError, InstructionNotFoundError } from "../customers/errors.ts";
import type { FieldProblem } from "../customers/rules.ts";
import { identityProblem } from "../settings/fields/identity.ts";
import { isId } from "../settings/lists/ids.ts";
import type { ConsentFacts } from "./codes.ts";
import type { PayerLink } from "./links.ts";
import type { NewPayerAccount } from "./payer_desk.ts";

const BUSINESS_NUMBER_LENGTH = 10;
/** Stands for the last day of the month. */
const LAST_DAY = 31;

/**
 * What a payer agrees to (자동이체 출금 동의, 전자금융거래법 제15조): who debits, what for, from where, and who
 * the account's holder is. Account number and birth date or business number stand whole: the bank
 * compares them with those of the application (EB13), and a proof must say which it is a proof of.
 * Each sentence is one line, which whoever shows it breaks to its own width.
 *
 * @throws {InstructionNotFoundError} unknown, ended, or another payer's
 * @throws {CustomerInputError} no such bank, something is left open, or what should be a birth date or
 * business number is none
 */
export async function consentText(
  kernel: Kernel,
  { merchantId, customerId }: Pick<PayerLink, "merchantId" | "customerId">,
  input: NewPayerAccount,
): Promise<string> {
  const { instructionId, bankCode } = input;
  const { rows: [row] } = isId(instructionId)
    ? await sql<{ merchant: string; item: string; bank: string | null; due_day: number }>`
      select m.name as merchant, it.name as item, i.due_day,
        (select name from debit.bank where code = ${bankCode}) as bank
      from debit.instruction i
      join debit.merchant m on m.id = i.merchant_id
      join debit.item it on it.code = i.item_code
      where i.merchant_id = ${merchantId} and i.customer_id = ${customerId}
        and i.id = ${instructionId} and i.state <> 'ended'`.execute(kernel.database.db)
    : { rows: [] };
  if (row === undefined) throw new InstructionNotFoundError(instructionId);
  refuseUnfit(input);
  if (row.bank === null) {
    throw new CustomerInputError([{ field: "bankCode", reason: "notAChoice" }]);
  }
  const day = row.due_day === LAST_DAY ? "말일" : `${row.due_day}일`;
  return [
    "자동이체 출금 동의서",
    "",
    `본인은 ${row.merchant}의 ${row.item} 요금을 매월 ${day}에 아래 계좌에서 출금하는 데 동의합니다.`,
    "",
    `은행: ${row.bank}`,
    `계좌번호: ${cleanNumber(input.account)}`,
    `예금주: ${cleanText(input.holder)}`,
    identityLine(cleanNumber(input.holderIdentity)),
    "",
    "출금에 필요한 은행, 계좌번호, 예금주, 생년월일 또는 사업자등록번호를 은행과 금융결제원에 제공하는 데 동의합니다.",
  ].join("\n");
}

/** What the message with the consent's code names of it; {@linkcode consentText} refuses what is none. */
export async function consentFacts(
  kernel: Kernel,
  { merchantId }: Pick<PayerLink, "merchantId">,
  { bankCode, account }: Pick<NewPayerAccount, "bankCode" | "account">,
): Promise<ConsentFacts> {
  const { rows: [row] } = await sql<{ merchant: string; bank: string }>`
    select m.name as merchant, b.name as bank from debit.merchant m, debit.bank b
    where m.id = ${merchantId} and b.code = ${bankCode}`.execute(kernel.database.db);
  const { merchant = "", bank = "" } = row ?? {};
  return { merchant, bank, accountEnd: cleanNumber(account).slice(-4) };
}

/**
 * @throws {CustomerInputError} nobody shall agree to a text with something left open, or with anything
 * but a birth date or business number in their place
 */
function refuseUnfit(input: NewPayerAccount): void {
  const problems: FieldProblem[] = (["bankCode", "account", "holder", "holderIdentity"] as const)
    .filter((field) => input[field].trim() === "")
    .map((field) => ({ field, reason: "missing" }));
  const reason = identityProblem(cleanNumber(input.holderIdentity));
  if (problems.length === 0 && reason !== undefined) {
    problems.push({ field: "holderIdentity", reason });
  }
  if (problems.length > 0) throw new CustomerInputError(problems);
}

function identityLine(digits: string): string {
  return digits.length === BUSINESS_NUMBER_LENGTH
    ? `예금주 사업자등록번호: ${digits}`
    : `예금주 생년월일: ${digits}`;
}
