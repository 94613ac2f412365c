import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { cleanNumber, cleanText } from "../customers/clean.ts";
import { CustomerInputError, InstructionNotFoundError } from "../customers/errors.ts";
import { isId } from "../settings/lists/ids.ts";
import type { PayerLink } from "./links.ts";
import type { ConsentInput } from "./payer_desk.ts";

const BIRTH_DATE_LENGTH = 6;
const BUSINESS_NUMBER_LENGTH = 10;

/**
 * What a payer agrees to (자동이체 출금 동의, 전자금융거래법 제15조): who debits, what for, from where, and who
 * the account's holder is. Account number and birth date or business number stand whole: the bank
 * compares them with those of the application (EB13), and a proof must say which it is a proof of.
 * What is not given yet points at the form above it.
 *
 * @throws {InstructionNotFoundError} unknown, ended, or another payer's
 * @throws {CustomerInputError} no such bank
 */
export async function consentText(
  kernel: Kernel,
  { merchantId, customerId }: Pick<PayerLink, "merchantId" | "customerId">,
  { instructionId, bankCode, holder, holderIdentity = "", account = "" }: ConsentInput,
): Promise<string> {
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
  if (bankCode !== "" && row.bank === null) {
    throw new CustomerInputError([{ field: "bankCode", reason: "notAChoice" }]);
  }
  return [
    "자동이체 출금 동의서",
    "",
    `본인은 ${row.merchant}의 ${row.item} 요금을 매월 ${row.due_day}일에 아래 계좌에서`,
    "출금하는 데 동의합니다.",
    `은행: ${row.bank ?? "위에서 고른 은행"}`,
    `예금주: ${cleanText(holder) || "위에 적은 예금주"}`,
    identityLine(cleanNumber(holderIdentity)),
    "출금에 필요한 은행, 계좌번호, 예금주, 생년월일 또는 사업자등록번호를",
    "은행과 금융결제원에 제공하는 데 동의합니다.",
    `계좌번호: ${cleanNumber(account) || "위에 적은 계좌번호"}`,
  ].join("\n");
}

function identityLine(digits: string): string {
  switch (digits.length) {
    case BIRTH_DATE_LENGTH:
      return `예금주 생년월일: ${digits}`;
    case BUSINESS_NUMBER_LENGTH:
      return `예금주 사업자등록번호: ${digits}`;
    default:
      return "예금주 생년월일 또는 사업자등록번호: 위에 적은 번호";
  }
}
