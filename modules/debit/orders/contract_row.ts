import type { Transaction } from "@maru/kernel";
import { type Kysely, sql } from "kysely";
import type { Rail } from "../parts.ts";
import { ContractNotFoundError } from "../settings/errors.ts";
import { isUuid } from "./uuid_text.ts";

export interface ContractRow {
  readonly id: string;
  readonly rail: Rail;
  /** The contracted days of the month (출금일); 31 is its last. */
  readonly due_days: readonly number[];
  readonly monthly_limit_won: bigint;
  readonly retries_automatically: boolean;
}

/** @throws {ContractNotFoundError} */
export async function contractOf(
  db: Kysely<unknown>,
  key: { merchantId: string; contractId: string },
): Promise<ContractRow> {
  return await select(db, key, false);
}

/**
 * The contract, locked: whoever asks, takes back or takes cash for its charges waits for the others,
 * and then sees what they did. New customers and instructions need not wait.
 *
 * @throws {ContractNotFoundError}
 */
export async function lockContract(
  tx: Transaction,
  key: { merchantId: string; contractId: string },
): Promise<ContractRow> {
  return await select(tx, key, true);
}

async function select(
  handle: Kysely<unknown> | Transaction,
  { merchantId, contractId }: { merchantId: string; contractId: string },
  isLocked: boolean,
): Promise<ContractRow> {
  if (!isUuid(contractId)) throw new ContractNotFoundError(contractId);
  const { rows: [contract] } = await sql<ContractRow>`
    select id, rail, due_days, monthly_limit_won, retries_automatically from debit.contract
    where merchant_id = ${merchantId} and id = ${contractId}
    ${isLocked ? sql`for no key update` : sql``}`.execute(handle);
  if (contract === undefined) throw new ContractNotFoundError(contractId);
  return contract;
}

/** Locks all contracts of the orders that a query names by `merchant_id, contract_id`, in their order. */
export async function lockContractsOf(
  tx: Transaction,
  orders: ReturnType<typeof sql>,
): Promise<void> {
  await sql`
    select c.id from debit.contract c
    where (c.merchant_id, c.id) in (${orders})
    order by c.merchant_id, c.id for no key update`.execute(tx);
}
