import type { Transaction } from "@maru/kernel";
import type { Insertable } from "kysely";
import { type MerchantTable, tables } from "../tables.ts";

const NUMBER_COUNT = 100_000_000;
/** So many merchants that a number is still free after a few tries. */
const ATTEMPT_COUNT_MAX = 50;

/**
 * Adds a merchant under a number of eight digits that nobody has. Numbers are drawn, so that nobody
 * counts our merchants by them.
 */
export async function insertWithFreeNumber(
  tx: Transaction,
  values: Omit<Insertable<MerchantTable>, "number">,
): Promise<string> {
  for (let attempt = 0; attempt < ATTEMPT_COUNT_MAX; attempt++) {
    const number = drawNumber();
    const { numInsertedOrUpdatedRows } = await tables(tx).insertInto("merchant")
      .values({ ...values, number })
      .onConflict((conflict) => conflict.column("number").doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n) return number;
  }
  throw new RangeError("Cannot find a free merchant number");
}

function drawNumber(): string {
  const drawn = crypto.getRandomValues(new Uint32Array(1))[0]!;
  return String(drawn % NUMBER_COUNT).padStart(8, "0");
}
