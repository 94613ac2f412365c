import type { Kernel, Transaction } from "@maru/kernel";
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { IntegrationLimitError, IntegrationNotFoundError } from "./errors.ts";
import type { ApiKey, IntegrationDesk } from "./integration_desk.ts";
import { integrationTables } from "./tables.ts";

type ApiKeys = Pick<IntegrationDesk, "createKey" | "keys" | "revokeKey" | "authenticate">;

const LIVE_COUNT_MAX = 20;
const KEY_LENGTH_MAX = 200;
const PREFIX_BYTES = 4;
const RANDOM_BYTES = 32;

/** Keys of the REST API. A key is 32 random bytes, so its plain SHA-256 cannot be guessed back. */
export function createApiKeys({ kernel }: { readonly kernel: Kernel }): ApiKeys {
  return {
    async createKey(merchantId, { name, actor }) {
      const { key, prefix } = newKey();
      const id = kernel.uuid();
      await kernel.transaction(async (tx) => {
        await requireRoom(tx, merchantId);
        await integrationTables(tx).insertInto("api_key").values({
          merchant_id: merchantId,
          id,
          name: name.trim().slice(0, 100) || prefix,
          prefix,
          key_hash: hashOf(key),
          created_at: kernel.clock.now(),
          created_by: actor,
        }).execute();
        await kernel.accessLog.record(tx, {
          actor,
          tenantId: merchantId,
          action: "debit.apiKey.create",
          subject: id,
        });
      });
      return { id, key };
    },
    async keys(merchantId) {
      const rows = await integrationTables(kernel.database.db).selectFrom("api_key").selectAll()
        .where("merchant_id", "=", merchantId).orderBy("id", "desc").execute();
      return rows.map((row): ApiKey => ({
        id: row.id,
        name: row.name,
        prefix: row.prefix,
        createdAt: row.created_at,
        ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
        ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
      }));
    },
    async revokeKey(merchantId, { id, actor }) {
      await kernel.transaction(async (tx) => {
        const revoked = await integrationTables(tx).updateTable("api_key")
          .set({ revoked_at: kernel.clock.now() })
          .where("merchant_id", "=", merchantId).where("id", "=", id)
          .where("revoked_at", "is", null).executeTakeFirst();
        if (revoked.numUpdatedRows === 0n) throw new IntegrationNotFoundError("key", id);
        await kernel.accessLog.record(tx, {
          actor,
          tenantId: merchantId,
          action: "debit.apiKey.revoke",
          subject: id,
        });
      });
    },
    async authenticate(key) {
      if (key.length > KEY_LENGTH_MAX) return undefined;
      // The look-up compares hashes, so its time tells nothing about the keys that exist.
      const row = await integrationTables(kernel.database.db).selectFrom("api_key")
        .select(["merchant_id", "id"]).where("key_hash", "=", hashOf(key))
        .where("revoked_at", "is", null).executeTakeFirst();
      if (row === undefined) return undefined;
      await noteUse(kernel, row);
      return { merchantId: row.merchant_id, keyId: row.id };
    },
  };
}

async function requireRoom(tx: Transaction, merchantId: string): Promise<void> {
  await sql`select 1 from debit.merchant where id = ${merchantId} for update`.execute(tx);
  const { count } = await integrationTables(tx).selectFrom("api_key")
    .select((eb) => eb.fn.countAll<bigint>().as("count"))
    .where("merchant_id", "=", merchantId).where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= LIVE_COUNT_MAX) throw new IntegrationLimitError("key", LIVE_COUNT_MAX);
}

/** Once a minute is enough to tell whether a key is in use. */
async function noteUse(
  kernel: Kernel,
  { merchant_id, id }: { merchant_id: string; id: string },
): Promise<void> {
  const now = kernel.clock.now();
  await sql`
    update debit.api_key set last_used_at = ${now}
    where merchant_id = ${merchant_id} and id = ${id}
      and (last_used_at is null or last_used_at not between
        ${now}::timestamptz - interval '1 minute' and ${now}::timestamptz)`
    .execute(kernel.database.db);
}

/** `marudebit_<prefix>_<random>`: leak scanners know it by its form, people by its prefix. */
function newKey(): { key: string; prefix: string } {
  const prefix = `marudebit_${crypto.getRandomValues(new Uint8Array(PREFIX_BYTES)).toHex()}`;
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))
    .toBase64({ alphabet: "base64url", omitPadding: true });
  return { key: `${prefix}_${random}`, prefix };
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
