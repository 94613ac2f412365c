import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import type { Sealing } from "./sealing_types.ts";

export interface IdempotentCall {
  /** Who and what, e.g. `submission.create:<session id>`. */
  readonly scope: string;
  /** The caller's key, 1–200 characters. */
  readonly key: string;
  /**
   * Never stored; of its canonical JSON a blind index is. It may hold an account, and whoever read the
   * table must not find that by trying all accounts.
   */
  readonly input: unknown;
}

/** The first answer is stored beside the key and the blind index of the input, in `tx`. */
export interface Idempotency {
  /**
   * Does `work` for the first call with this key; later calls get the first answer. A call at the
   * same time waits for the first one's transaction.
   *
   * @param work answers plain JSON: a replay gives it back as it was parsed
   * @throws {IdempotencyConflictError} same key, other input
   * @throws {RangeError} the key is empty or too long
   */
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

const KEY_LENGTH_MAX = 200;
const INPUT_PURPOSE = "kernel.idempotency_key.input";

export function createIdempotency(sealing: Pick<Sealing, "blindIndex">): Idempotency {
  return {
    async run<T>(tx: Transaction, call: IdempotentCall, work: () => Promise<T>) {
      const { scope, key } = call;
      if (key.length < 1 || key.length > KEY_LENGTH_MAX) {
        throw new RangeError(`Cannot use an idempotency key of ${key.length} characters`);
      }
      const mac = await sealing.blindIndex(INPUT_PURPOSE, canonicalJson(call.input));
      const { rows: added } = await sql`
        insert into kernel.idempotency_key (scope, key, input_mac)
        values (${scope}, ${key}, ${mac}) on conflict do nothing returning key`.execute(tx);
      if (added.length === 0) {
        return { replayed: true, value: await firstAnswer<T>(tx, call, mac) };
      }
      const value = await work();
      await sql`
        update kernel.idempotency_key set answer = ${JSON.stringify({ value })}::jsonb
        where scope = ${scope} and key = ${key}`.execute(tx);
      return { replayed: false, value };
    },
  };
}

async function firstAnswer<T>(tx: Transaction, call: IdempotentCall, mac: string): Promise<T> {
  const { rows: [first] } = await sql<{ input_mac: string | null; answer: { value: T } }>`
    select input_mac, answer from kernel.idempotency_key
    where scope = ${call.scope} and key = ${call.key}`.execute(tx);
  if (first === undefined) throw new IdempotencyConflictError(call.key);
  // A key from before inputs were keyed answers whatever comes with it.
  const isSameInput = first.input_mac === null || first.input_mac === mac;
  if (!isSameInput) throw new IdempotencyConflictError(call.key);
  return first.answer.value;
}

/** One text for equal inputs: keys sorted, undefined left out, bigints, dates and bytes marked. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value)) ?? "null";
}

function canonical(value: unknown): unknown {
  if (typeof value === "bigint") return { $bigint: String(value) };
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: Array.from(value) };
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([left], [right]) => left < right ? -1 : 1)
      .map(([key, item]) => [key, canonical(item)]),
  );
}
