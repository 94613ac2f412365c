import type { Kernel } from "@maru/kernel";
import type { LoginChallenge } from "../auth.ts";
import { NonceExpiredError, NonceReplayedError, NonceUnknownError } from "../errors.ts";
import { tablesOf } from "../tables.ts";
import { sha256Hex } from "../tokens.ts";
import type { TransportKeys } from "./transport_keys.ts";

const LIFETIME_MS = 3 * 60_000;
const SALT_BYTE_COUNT = 32;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a consumed challenge had the person sign. */
export interface ConsumedChallenge {
  readonly id: string;
  readonly nonce: string;
  readonly at: Date;
}

export interface Challenges {
  open(): Promise<LoginChallenge>;
  /** The text's parts, without consuming it: for a provider that signs in the person's place. */
  read(id: string): Promise<ConsumedChallenge & { readonly expiresAt: Date }>;
  /**
   * Uses the challenge up in one statement, whatever comes after: of two logins with the same nonce
   * one gets here.
   *
   * @throws {NonceUnknownError | NonceReplayedError | NonceExpiredError}
   */
  consume(id: string): Promise<ConsumedChallenge>;
}

/**
 * Single-use nonces. A nonce is the keyed HMAC of the challenge's id and 32 random bytes: the database
 * holds its hash and the random bytes, which without the key give nobody the nonce, and the server can
 * still say byte for byte which text was to be signed.
 */
export function createChallenges(
  { kernel, transportKeys }: { kernel: Kernel; transportKeys: TransportKeys },
): Challenges {
  const nonceOf = (id: string, salt: Uint8Array) =>
    kernel.sealing.blindIndex("auth.nonce", `${id}:${salt.toHex()}`);

  async function find(id: string) {
    if (!UUID.test(id)) throw new NonceUnknownError();
    const row = await tablesOf(kernel.database.db).selectFrom("challenge").selectAll()
      .where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw new NonceUnknownError();
    return row;
  }

  return {
    async open() {
      const id = kernel.uuid();
      const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTE_COUNT));
      const nonce = await nonceOf(id, salt);
      const now = kernel.clock.now();
      const expiresAt = new Date(now.getTime() + LIFETIME_MS);
      await tablesOf(kernel.database.db).insertInto("challenge").values({
        id,
        salt,
        nonce_hash: sha256Hex(nonce),
        signed_at: now,
        expires_at: expiresAt,
        consumed_at: null,
      }).execute();
      const transportKey = await transportKeys.current();
      return { id, nonce, expiresAt, at: now.toISOString(), transportKey };
    },
    async read(id) {
      const row = await find(id);
      const nonce = await nonceOf(id, row.salt);
      return { id, nonce, at: row.signed_at, expiresAt: row.expires_at };
    },
    async consume(id) {
      if (!UUID.test(id)) throw new NonceUnknownError();
      const now = kernel.clock.now();
      const row = await tablesOf(kernel.database.db).updateTable("challenge")
        .set({ consumed_at: now }).where("id", "=", id).where("consumed_at", "is", null)
        .returningAll().executeTakeFirst();
      if (row === undefined) {
        await find(id);
        throw new NonceReplayedError();
      }
      if (row.expires_at <= now) throw new NonceExpiredError(row.expires_at);
      const nonce = await nonceOf(id, row.salt);
      // They differ when the index key was changed in between.
      if (sha256Hex(nonce) !== row.nonce_hash) throw new NonceUnknownError();
      return { id, nonce, at: row.signed_at };
    },
  };
}
