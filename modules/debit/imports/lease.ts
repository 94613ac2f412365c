import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { ImportKey } from "./tables.ts";

/**
 * A killed process leaves an import in reading for so long. The embedded database lets nobody in while
 * another import is written in one transaction, which takes half of it.
 */
const LEASE_SECONDS = 60;
const RENEW_EVERY_MS = 10_000;

/** Where the lease of an import ends that is read now; on the database's own time. */
export const LEASE_END = sql<
  Date
>`clock_timestamp() + make_interval(secs => ${sql.lit(LEASE_SECONDS)})`;

/**
 * Renews the lease of an import in reading until it is disposed of. `onLost` is called once when
 * somebody has cancelled the import or it ran out.
 */
export function keepLease(
  kernel: Kernel,
  { merchantId, importId }: ImportKey,
  onLost: () => void,
): Disposable {
  const timer = setInterval(async () => {
    try {
      const { numAffectedRows } = await sql`
        update debit.import set lease_until = ${LEASE_END}
        where merchant_id = ${merchantId} and id = ${importId} and state = 'reading'
          and lease_until > clock_timestamp()`.execute(kernel.database.db);
      if (numAffectedRows === 0n) onLost();
    } catch (error) {
      kernel.log.warn("lease of import not renewed", { importId, error: String(error) });
    }
  }, RENEW_EVERY_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Imports whose reader is gone are refused, and their rows removed. */
export async function refuseInterrupted(kernel: Kernel): Promise<void> {
  await kernel.transaction(async (tx) => {
    const { rows } = await sql<{ merchant_id: string; id: string }>`
      update debit.import set state = 'refused', refusal = 'interrupted', lease_until = null
      where state = 'reading' and lease_until < clock_timestamp()
      returning merchant_id, id`.execute(tx);
    for (const { merchant_id, id } of rows) {
      await removeRows(tx, { merchantId: merchant_id, importId: id });
    }
  });
}

/** Forgets the rows that waited to be written. */
export async function removeRows(
  tx: Transaction,
  { merchantId, importId }: ImportKey,
): Promise<void> {
  await sql`select debit.forget_import_rows(${merchantId}, ${importId})`.execute(tx);
}
