import { type Kysely, sql } from "kysely";
import type { Kernel } from "./kernel.ts";

/** An answer is given again for so long; then the same key is a new call. */
const IDEMPOTENCY_KEPT_DAYS = 30;
/** Longer than any delivery of an event is retried. */
const HANDLED_EVENT_KEPT_DAYS = 30;

/** Declares the daily work that keeps the kernel's own tables from growing for ever. */
export function declareSweeps({ kernel, db }: { kernel: Kernel; db: Kysely<unknown> }): void {
  kernel.jobs.daily("kernel.sweep", "03:30", async () => {
    await sql`
      delete from kernel.idempotency_key
      where created_at < now() - ${IDEMPOTENCY_KEPT_DAYS} * interval '1 day'`.execute(db);
    await sql`
      delete from kernel.handled_event
      where handled_at < now() - ${HANDLED_EVENT_KEPT_DAYS} * interval '1 day'`.execute(db);
    await sql`delete from kernel.rate_limit where ends_at < ${kernel.clock.now()}`.execute(db);
    const destroyedCount = await kernel.accessLog.destroyExpired();
    if (destroyedCount > 0) {
      kernel.log.info("access log entries destroyed", { count: destroyedCount });
    }
  });
}
