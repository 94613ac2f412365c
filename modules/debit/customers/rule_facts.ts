import type { BusinessDate, Transaction } from "@maru/kernel";
import { type Kysely, sql } from "kysely";
import type { Rail } from "../parts.ts";
import { isId } from "../settings/lists/ids.ts";
import { settingsTables } from "../settings/tables.ts";
import { CustomerInputError } from "./errors.ts";
import type { RuleFacts } from "./rules.ts";

export interface ContractFacts extends RuleFacts {
  readonly contractId: string;
  readonly rail: Rail;
}

/**
 * What rows of a contract are held against. Inside a transaction the contract is kept from changing until
 * its end: `lockContract` first.
 *
 * @throws {CustomerInputError} the merchant has no such contract that runs today
 */
export async function readRuleFacts(
  db: Kysely<unknown> | Transaction,
  { merchantId, contractId, today }: {
    merchantId: string;
    contractId: string;
    today: BusinessDate;
  },
): Promise<ContractFacts> {
  const tables = settingsTables(db);
  const contract = isId(contractId)
    ? await tables.selectFrom("contract").selectAll()
      .where("merchant_id", "=", merchantId).where("id", "=", contractId)
      .where("state", "=", "active").executeTakeFirst()
    : undefined;
  if (contract === undefined || (contract.ends_on !== null && contract.ends_on < today)) {
    throw new CustomerInputError([{ field: "contractId", reason: "notAChoice" }]);
  }
  const items = await tables.selectFrom("contract_item").select("item_code")
    .where("merchant_id", "=", merchantId).where("contract_id", "=", contractId)
    .where("removed_at", "is", null).execute();
  const banks = await tables.selectFrom("bank").select(["code", "account_pattern"])
    .where("valid_from", "<=", today)
    .where((where) =>
      where.or([where("valid_until", "is", null), where("valid_until", ">=", today)])
    ).execute();
  const industries = await tables.selectFrom("industry").select("code").execute();
  return {
    contractId,
    rail: contract.rail,
    contract: { dueDays: contract.due_days, debitLimitWon: contract.debit_limit_won },
    itemCodes: items.map(({ item_code }) => item_code),
    banks: banks.map((bank) => ({ code: bank.code, accountPattern: bank.account_pattern })),
    industryCodes: industries.map(({ code }) => code),
  };
}

/** Keeps items and due days of a contract as they are until the transaction ends. */
export async function lockContract(
  tx: Transaction,
  { merchantId, contractId }: { merchantId: string; contractId: string },
): Promise<void> {
  if (!isId(contractId)) return;
  await sql`select from debit.contract
    where merchant_id = ${merchantId} and id = ${contractId} for share`.execute(tx);
}
