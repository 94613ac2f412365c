import type { Kernel } from "@maru/kernel";
import { OPENS_FOR_MS } from "./submitters/transport_keys.ts";
import { tablesOf } from "./tables.ts";

const EVERY_SECONDS = 60;
const HOUR_MS = 3_600_000;
/** A used nonce is remembered past its time, so that a replay is told from an unknown one. */
const CHALLENGE_KEPT_MS = 24 * HOUR_MS;
/** An ended session still shows LOGIN-999 to a page that was left open. */
const SESSION_KEPT_MS = 7 * 24 * HOUR_MS;
const STAFF_SESSION_KEPT_MS = 30 * 24 * HOUR_MS;
/**
 * Tries with IDs that do not exist; those of accounts stay until a success or an operator. So long
 * that waiting for it tells nobody cheaply which IDs exist.
 */
const ATTEMPT_KEPT_MS = 30 * 24 * HOUR_MS;

/** Destroys what has had its time, every minute. */
export function schedulePurge(kernel: Kernel): void {
  kernel.jobs.tick("auth.purge", EVERY_SECONDS, () => purge(kernel));
}

async function purge(kernel: Kernel): Promise<void> {
  const now = kernel.clock.now();
  const before = (keptMs: number) => new Date(now.getTime() - keptMs);
  const tables = tablesOf(kernel.database.db);
  await tables.deleteFrom("cloud_request").where("expires_at", "<", before(HOUR_MS)).execute();
  await tables.deleteFrom("challenge").where("expires_at", "<", before(CHALLENGE_KEPT_MS))
    .execute();
  await tables.deleteFrom("transfer").where("expires_at", "<=", now).execute();
  await tables.deleteFrom("transport_key").where("created_at", "<=", before(OPENS_FOR_MS))
    .execute();
  await tables.deleteFrom("submitter_session").where("expires_at", "<", before(SESSION_KEPT_MS))
    .execute();
  await tables.deleteFrom("staff_session").where("expires_at", "<", before(STAFF_SESSION_KEPT_MS))
    .execute();
  await tables.deleteFrom("staff_attempt").where("is_account", "=", false)
    .where("last_at", "<", before(ATTEMPT_KEPT_MS)).execute();
  await tables.deleteFrom("passkey_challenge").where("expires_at", "<", now).execute();
}
