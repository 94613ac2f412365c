import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";

const LEASE_SECONDS = 15;
const RENEW_EVERY_MS = 5_000;

/**
 * One process at a time sends a file. The lease runs on the database's own time; a killed process
 * leaves it for 15 seconds.
 *
 * @returns the number of the attempt, from 1; nothing where another process sends
 */
export async function takeLease(kernel: Kernel, fileId: string): Promise<number | undefined> {
  const { rows: [taken] } = await sql<{ attempt_count: number }>`
    update debit.file
    set state = 'sending', attempt_count = attempt_count + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${sql.lit(LEASE_SECONDS)})
    where id = ${fileId} and (
      state = 'built' or (state = 'sending' and (lease_until is null or lease_until < clock_timestamp()))
    )
    returning attempt_count`.execute(kernel.database.db);
  return taken?.attempt_count;
}

/** Renews the lease until it is disposed of, then gives it back; never that of a later attempt. */
export function keepLease(
  kernel: Kernel,
  { fileId, attempt }: { readonly fileId: string; readonly attempt: number },
): AsyncDisposable {
  const isOurs = sql`id = ${fileId} and state = 'sending' and attempt_count = ${attempt}`;
  const timer = setInterval(() => {
    sql`update debit.file
        set lease_until = clock_timestamp() + make_interval(secs => ${sql.lit(LEASE_SECONDS)})
        where ${isOurs}`.execute(kernel.database.db)
      .catch((error) => kernel.log.warn("lease not renewed", { error: String(error) }));
  }, RENEW_EVERY_MS);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await sql`update debit.file set lease_until = null where ${isOurs}`
        .execute(kernel.database.db);
    },
  };
}
