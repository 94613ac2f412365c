import { sql } from "kysely";
import type { OpenDatabase } from "./database.ts";
import type { JobEngine } from "./job_engine.ts";
import type { Kernel } from "./kernel.ts";
import { pendingMigrations } from "./migrations.ts";

/** `/readyz` asks these: the database answers, its schema is ours, and jobs are being worked. */
export function registerKernelChecks(
  options: { kernel: Kernel; database: OpenDatabase; engine: JobEngine },
): void {
  const { health, database: { db } } = options.kernel;
  let isMigrated = false;
  health.register({
    name: "database",
    check: async () => {
      await sql`select 1`.execute(db);
    },
  });
  health.register({
    name: "migrations",
    check: async () => {
      // Forward only: once complete, it stays complete for this build.
      if (isMigrated) return;
      const pending = await pendingMigrations(options.database);
      if (pending.length > 0) throw new Error(`missing: ${pending.join(", ")}`);
      isMigrated = true;
    },
  });
  health.register({ name: "jobs", check: () => options.engine.checkWork() });
}

/** The depth of each queue, read when the metrics are scraped. */
export function registerKernelMetrics({ jobs, metrics }: Kernel): void {
  metrics.onScrape(async () => {
    for (const { queue, waiting, active, dead } of await jobs.counts()) {
      for (const [state, count] of Object.entries({ waiting, active, dead })) {
        metrics.gauge("maru_jobs", "Jobs by queue and state", count, { queue, state });
      }
    }
  });
}
