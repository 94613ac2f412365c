import type { Transaction } from "./database.ts";

export interface IdempotentCall {
  /** Who and what, e.g. `submission.create:<session id>`. */
  readonly scope: string;
  /** The caller's key, 1–200 characters. */
  readonly key: string;
  /** Hashed (canonical JSON, SHA-256); never stored. */
  readonly input: unknown;
}

/** The first answer is stored beside the key and the hash of the input, in `tx`. */
export interface Idempotency {
  /** @throws {IdempotencyConflictError} same key, other input */
  run<T>(
    tx: Transaction,
    call: IdempotentCall,
    work: () => Promise<T>,
  ): Promise<{ replayed: boolean; value: T }>;
}

/** The same key came with another input (409). */
export class IdempotencyConflictError extends Error {
  override name = "IdempotencyConflictError";
  constructor(readonly key: string) {
    super(`Cannot reuse idempotency key "${key}" with another input`);
  }
}
