import type { Kernel } from "@maru/kernel";
import type { CertificateTransfers } from "../auth.ts";
import {
  TransferLookupTakenError,
  TransferNotFoundError,
  TransferTooLargeError,
} from "../errors.ts";
import { tablesOf } from "../tables.ts";

const LIFETIME_MS = 5 * 60_000;
const BYTE_COUNT_MAX = 65_536;
const PUTS_PER_ADDRESS = { name: "auth.transfer.put", max: 20, windowSeconds: 600 } as const;
/** Six characters of 32: at this rate nobody finds a word by trying within its five minutes. */
const TAKES_PER_ADDRESS = { name: "auth.transfer.take", max: 20, windowSeconds: 600 } as const;

/** Ciphertexts on their way between a PC and a phone; the key never comes here. */
export function createTransfers({ kernel }: { kernel: Kernel }): CertificateTransfers {
  const indexOf = (lookup: string) =>
    kernel.sealing.blindIndex("auth.transfer.lookup", lookup.trim().toUpperCase());
  return {
    async put({ lookup, ciphertext, address }) {
      await kernel.rateLimits.consume({ ...PUTS_PER_ADDRESS, value: address });
      if (ciphertext.length > BYTE_COUNT_MAX) {
        throw new TransferTooLargeError(ciphertext.length, BYTE_COUNT_MAX);
      }
      const now = kernel.clock.now();
      const expiresAt = new Date(now.getTime() + LIFETIME_MS);
      const put = await tablesOf(kernel.database.db).insertInto("transfer")
        .values({ lookup_index: await indexOf(lookup), ciphertext, expires_at: expiresAt })
        .onConflict((conflict) =>
          conflict.column("lookup_index").doUpdateSet({ ciphertext, expires_at: expiresAt })
            .where("transfer.expires_at", "<=", now)
        ).executeTakeFirst();
      if (put.numInsertedOrUpdatedRows === 0n) throw new TransferLookupTakenError();
      return { expiresAt };
    },
    async take({ lookup, address }) {
      await kernel.rateLimits.consume({ ...TAKES_PER_ADDRESS, value: address });
      const row = await tablesOf(kernel.database.db).deleteFrom("transfer")
        .where("lookup_index", "=", await indexOf(lookup)).returningAll().executeTakeFirst();
      if (row === undefined || row.expires_at <= kernel.clock.now()) {
        throw new TransferNotFoundError();
      }
      return new Uint8Array(row.ciphertext);
    },
  };
}
