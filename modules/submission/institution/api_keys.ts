import { createHash } from "node:crypto";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { InstitutionNotFoundError, SettingOutOfRangeError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { InstitutionDesk } from "../submission.ts";
import { tables } from "../tables.ts";
import { isUuid } from "../view/cursor.ts";
import { ApiKeyNotFoundError } from "./api_key_not_found_error.ts";

type ApiKeys = Pick<
  InstitutionDesk,
  "apiKeys" | "createApiKey" | "revokeApiKey" | "institutionOfKey"
>;

const LIVE_COUNT_MAX = 20;
const LISTED_COUNT_MAX = 200;
const NAME_LENGTH_MAX = 100;
const KEY_LENGTH_MAX = 200;
const PREFIX_BYTES = 4;
const RANDOM_BYTES = 32;

/** Keys of the pull API. A key is 32 random bytes, so its plain SHA-256 cannot be guessed back. */
export function createApiKeys({ kernel }: Pick<Parts, "kernel">): ApiKeys {
  return {
    async apiKeys(institutionId) {
      const rows = await tables(kernel.database.db).selectFrom("api_key").selectAll()
        .where("institution_id", "=", institutionId)
        .orderBy("created_at", "desc").orderBy("id", "desc").limit(LISTED_COUNT_MAX).execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        prefix: row.prefix,
        createdAt: row.created_at,
        ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
        ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
      }));
    },
    async createApiKey(institutionId, { name, actor }) {
      const tidyName = name.normalize("NFC").trim();
      if (tidyName === "" || tidyName.length > NAME_LENGTH_MAX) {
        throw new RangeError(`Cannot name an API key: want 1 to ${NAME_LENGTH_MAX} characters`);
      }
      const { key, prefix } = newKey();
      const id = kernel.uuid();
      await kernel.transaction(async (tx) => {
        await requireRoom(tx, institutionId);
        await tables(tx).insertInto("api_key").values({
          institution_id: institutionId,
          id,
          name: tidyName,
          prefix,
          key_hash: hashOf(key),
          created_at: kernel.clock.now(),
          last_used_at: null,
          revoked_at: null,
        }).execute();
        const record = { actor, tenantId: institutionId, action: "apiKey.create", subject: id };
        await kernel.accessLog.record(tx, record);
      });
      return { id, key };
    },
    async revokeApiKey(institutionId, keyId, actor) {
      if (!isUuid(keyId)) throw new ApiKeyNotFoundError(keyId);
      await kernel.transaction(async (tx) => {
        const { rows } = await sql`
          update submission.api_key set revoked_at = coalesce(revoked_at, ${kernel.clock.now()})
          where institution_id = ${institutionId}::uuid and id = ${keyId}::uuid
          returning id`.execute(tx);
        if (rows.length === 0) throw new ApiKeyNotFoundError(keyId);
        const record = { actor, tenantId: institutionId, action: "apiKey.revoke", subject: keyId };
        await kernel.accessLog.record(tx, record);
      });
    },
    async institutionOfKey(key) {
      if (key.length > KEY_LENGTH_MAX) return undefined;
      const { db } = kernel.database;
      // The look-up compares hashes, so its time tells nothing about the keys that exist.
      const row = await tables(db).selectFrom("api_key").select(["institution_id", "id"])
        .where("key_hash", "=", hashOf(key)).where("revoked_at", "is", null).executeTakeFirst();
      if (row === undefined) return undefined;
      const now = kernel.clock.now();
      await sql`
        update submission.api_key set last_used_at = ${now}
        where institution_id = ${row.institution_id}::uuid and id = ${row.id}::uuid
          and (last_used_at is null or last_used_at not between
            ${now}::timestamptz - interval '1 minute' and ${now}::timestamptz)`.execute(db);
      return row.institution_id;
    },
  };
}

/**
 * Holds the institution, so that two at once cannot make one key too many.
 *
 * @throws {InstitutionNotFoundError | SettingOutOfRangeError}
 */
async function requireRoom(tx: Transaction, institutionId: string): Promise<void> {
  const db = tables(tx);
  const institution = await db.selectFrom("institution").select("id")
    .where("id", "=", institutionId).forUpdate().executeTakeFirst();
  if (institution === undefined) throw new InstitutionNotFoundError(institutionId);
  const { count } = await db.selectFrom("api_key")
    .select((eb) => eb.fn.countAll<bigint>().as("count"))
    .where("institution_id", "=", institutionId).where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= LIVE_COUNT_MAX) {
    throw new SettingOutOfRangeError("apiKeyCount", 0, LIVE_COUNT_MAX);
  }
}

/** `maru_<prefix>_<random>`: leak scanners know it by its form, people by its prefix. */
function newKey(): { key: string; prefix: string } {
  const prefix = `maru_${crypto.getRandomValues(new Uint8Array(PREFIX_BYTES)).toHex()}`;
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))
    .toBase64({ alphabet: "base64url", omitPadding: true });
  return { key: `${prefix}_${random}`, prefix };
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
