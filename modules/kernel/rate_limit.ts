import { createHmac } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Clock } from "./clock.ts";
import type { KernelConfig } from "./config.ts";

export interface RateLimit {
  /** e.g. `login.address`; the counted value is hashed, never stored in clear. */
  readonly name: string;
  readonly value: string;
  readonly max: number;
  readonly windowSeconds: number;
}

/** Fixed windows counted in the database, so that all processes share them. */
export interface RateLimits {
  /**
   * Counts one attempt, also when it is refused. Not inside a transaction: a rollback must not
   * take the attempt back.
   *
   * @throws {RateLimitedError} when the count of the window exceeds `max`
   */
  consume(limit: RateLimit): Promise<void>;
  /** Forgets what was counted, e.g. after a success. */
  reset(name: string, value: string): Promise<void>;
}

/** Too many attempts (429). */
export class RateLimitedError extends Error {
  override name = "RateLimitedError";
  constructor(readonly limitName: string, readonly retryAfterSeconds: number) {
    super(`Rate limit "${limitName}" exceeded: retry in ${retryAfterSeconds} s`);
  }
}

export function createRateLimits(options: {
  db: Kysely<unknown>;
  clock: Clock;
  config: Pick<KernelConfig, "indexKey">;
}): RateLimits {
  const { db, clock } = options;
  const hashOf = (name: string, value: string) =>
    createHmac("sha256", options.config.indexKey).update(`rate limit\0${name}\0${value}`)
      .digest("hex");
  return {
    async consume({ name, value, max, windowSeconds }) {
      const now = clock.now();
      const endsAt = new Date(now.getTime() + windowSeconds * 1_000);
      // One statement, so that attempts at the same time are all counted. A window that ends later
      // than it could have begun now was left by a clock that has been set back since.
      const { rows: [window] } = await sql<{ attempt_count: number; ends_at: Date }>`
        insert into kernel.rate_limit as r (name, value_hash, attempt_count, ends_at)
        values (${name}, ${hashOf(name, value)}, 1, ${endsAt})
        on conflict (name, value_hash) do update set
          attempt_count = case when r.ends_at <= ${now} or r.ends_at > excluded.ends_at
            then 1 else r.attempt_count + 1 end,
          ends_at = case when r.ends_at <= ${now} or r.ends_at > excluded.ends_at
            then excluded.ends_at else r.ends_at end
        returning attempt_count, ends_at`.execute(db);
      if (window !== undefined && window.attempt_count > max) {
        const restSeconds = Math.ceil((window.ends_at.getTime() - now.getTime()) / 1_000);
        throw new RateLimitedError(name, Math.max(1, restSeconds));
      }
    },
    async reset(name, value) {
      await sql`
        delete from kernel.rate_limit
        where name = ${name} and value_hash = ${hashOf(name, value)}`.execute(db);
    },
  };
}
