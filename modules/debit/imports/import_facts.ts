import type { BusinessDate, Transaction } from "@maru/kernel";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { type ContractFacts, readRuleFacts } from "../customers/rule_facts.ts";
import { tables } from "../tables.ts";
import type { Named } from "./choices.ts";

export interface ImportFacts {
  readonly facts: ContractFacts;
  readonly items: readonly Named[];
  readonly banks: readonly Named[];
  /** Tells whether anything of it changed. */
  readonly hash: string;
}

/**
 * What the rows of a file are held against.
 *
 * @throws {CustomerInputError} the merchant has no such contract that runs today
 */
export async function readImportFacts(
  db: Kysely<unknown> | Transaction,
  key: { merchantId: string; contractId: string; today: BusinessDate },
): Promise<ImportFacts> {
  const facts = await readRuleFacts(db, key);
  const items = await tables(db).selectFrom("item").select(["code", "name"])
    .orderBy("code").execute();
  const banks = await tables(db).selectFrom("bank").select(["code", "name"])
    .orderBy("code").execute();
  return { facts, items, banks, hash: hashOf(facts) };
}

function hashOf({ contract, itemCodes, banks, industryCodes }: ContractFacts): string {
  const known = [
    contract.dueDays,
    String(contract.debitLimitWon),
    [...itemCodes].toSorted(),
    [...banks].map(({ code, accountPattern }) => `${code} ${accountPattern}`).toSorted(),
    [...industryCodes].toSorted(),
  ];
  return createHash("sha256").update(JSON.stringify(known)).digest("hex");
}
