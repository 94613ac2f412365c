import { sql } from "kysely";
import type { Kernel } from "./kernel.ts";

const WAIT_MS_MAX = 3_000;
const LOOK_EVERY_MS = 20;

/**
 * Waits for the transactions that began before. PostgreSQL numbers them for all its databases, and
 * tests of other databases run beside this one: what shows only when all earlier ones have ended would
 * not be there yet.
 */
export async function othersEnded({ database: { db } }: Pick<Kernel, "database">): Promise<void> {
  const snapshot = async () => {
    const { rows } = await sql<{ first: string; next: string }>`
      select pg_snapshot_xmin(s)::text as first, pg_snapshot_xmax(s)::text as next
      from pg_current_snapshot() s`.execute(db);
    return { first: BigInt(rows[0]!.first), next: BigInt(rows[0]!.next) };
  };
  const { next } = await snapshot();
  const endsAt = performance.now() + WAIT_MS_MAX;
  while ((await snapshot()).first < next && performance.now() < endsAt) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
