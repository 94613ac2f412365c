import type { Kernel } from "@maru/kernel";
import { tablesOf } from "../tables.ts";
import { newToken } from "../tokens.ts";

export const CHALLENGE_LASTS_MS = 3 * 60_000;

/** What a browser was asked to sign. A new challenge of a session takes the place of its last one. */
export interface PasskeyChallenges {
  open(sessionId: string, purpose: Purpose): Promise<string>;
  /** The challenge of the session, which is used up by this; undefined where none is in time. */
  take(sessionId: string, purpose: Purpose): Promise<string | undefined>;
}

/** Signed for enrolling a passkey, or for confirming with one: never the one for the other. */
export type Purpose = "creation" | "confirmation";

export function createPasskeyChallenges({ kernel }: { kernel: Kernel }): PasskeyChallenges {
  return {
    async open(sessionId, purpose) {
      const challenge = newToken();
      const expiresAt = new Date(kernel.clock.now().getTime() + CHALLENGE_LASTS_MS);
      const values = { challenge, expires_at: expiresAt };
      await tablesOf(kernel.database.db).insertInto("passkey_challenge")
        .values({ session_id: sessionId, purpose, ...values })
        .onConflict((conflict) => conflict.columns(["session_id", "purpose"]).doUpdateSet(values))
        .execute();
      return challenge;
    },
    async take(sessionId, purpose) {
      const row = await tablesOf(kernel.database.db).deleteFrom("passkey_challenge")
        .where("session_id", "=", sessionId).where("purpose", "=", purpose)
        .returning(["challenge", "expires_at"]).executeTakeFirst();
      return row !== undefined && row.expires_at > kernel.clock.now() ? row.challenge : undefined;
    },
  };
}
