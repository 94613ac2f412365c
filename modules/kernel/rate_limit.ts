export interface RateLimit {
  /** e.g. `login.address`; the counted value is hashed, never stored in clear. */
  readonly name: string;
  readonly value: string;
  readonly max: number;
  readonly windowSeconds: number;
}

/** Fixed windows counted in the database, so that all processes share them. */
export interface RateLimits {
  /** @throws {RateLimitedError} when the count of the window exceeds `max` */
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
