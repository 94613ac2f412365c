import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { MerchantNotFoundError } from "../settings/errors.ts";

const SERIAL_LENGTH = 12;
/** More in one call are a mistake. */
const COUNT_MAX = 1_000_000;

/**
 * Payer numbers (납부자번호) that nobody has: the merchant's number of eight digits and a serial of twelve.
 * One statement for however many; who comes at the same time waits for this transaction.
 *
 * @throws {MerchantNotFoundError}
 */
export async function nextPayerNumbers(
  tx: Transaction,
  { merchantId, count }: { merchantId: string; count: number },
): Promise<readonly string[]> {
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX) {
    throw new RangeError(`Cannot give out "${count}" payer numbers: wanted 1 to ${COUNT_MAX}`);
  }
  const { rows: [taken] } = await sql<{ number: string; first: bigint }>`
    update debit.merchant set next_payer_serial = next_payer_serial + ${count}
    where id = ${merchantId}
    returning number, next_payer_serial - ${count} as first`.execute(tx);
  if (taken === undefined) throw new MerchantNotFoundError(merchantId);
  return Array.from(
    { length: count },
    (_, index) => taken.number + String(taken.first + BigInt(index)).padStart(SERIAL_LENGTH, "0"),
  );
}
