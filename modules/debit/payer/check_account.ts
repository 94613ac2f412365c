import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { cleanNumber, cleanText } from "../customers/clean.ts";
import { CustomerInputError } from "../customers/errors.ts";
import { readRuleFacts } from "../customers/rule_facts.ts";
import { createRowRules, type FieldProblem } from "../customers/rules.ts";
import type { PayerLink } from "./links.ts";
import type { NewPayerAccount } from "./payer_desk.ts";

/**
 * Holds an account against the rules of the instruction's contract before a code is spent on it; the
 * change itself does so again.
 *
 * @throws {CustomerInputError}
 */
export async function checkAccount(
  kernel: Kernel,
  { merchantId }: Pick<PayerLink, "merchantId">,
  { instructionId, ...input }: NewPayerAccount,
): Promise<void> {
  const { db } = kernel.database;
  const { rows: [row] } = await sql<{ contract_id: string }>`
    select contract_id from debit.instruction
    where merchant_id = ${merchantId} and id = ${instructionId}`.execute(db);
  const contractId = row?.contract_id ?? "";
  const today = kernel.calendar.dateOf(kernel.clock.now());
  const problems: FieldProblem[] = [];
  createRowRules(await readRuleFacts(db, { merchantId, contractId, today })).account({
    bankCode: input.bankCode,
    account: cleanNumber(input.account),
    holder: cleanText(input.holder),
    holderIdentity: cleanNumber(input.holderIdentity),
  }, problems);
  if (problems.length > 0) throw new CustomerInputError(problems);
}
