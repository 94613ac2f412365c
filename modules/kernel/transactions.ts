import { AsyncLocalStorage } from "node:async_hooks";
import type { Kysely, KyselyPlugin, QueryId } from "kysely";
import type { Copy } from "./copy.ts";
import type { Database, OpenDatabase, Transaction } from "./database.ts";

/** serialization_failure and deadlock_detected: nothing happened, so the work may be repeated. */
const REPEATABLE_CODES = new Set(["40001", "40P01"]);
const ATTEMPT_COUNT_MAX = 3;

interface Frame {
  open: boolean;
  readonly afterCommit: (() => void)[];
}

export type LastStep = (tx: Transaction, value: unknown) => Promise<void>;

interface Ending {
  readonly step: LastStep;
  isTaken: boolean;
}

/** Runs work in transactions and knows which one the caller is inside of. */
export interface Transactions {
  /** The database with a handle that refuses to be used inside a transaction. */
  readonly database: Database;
  /**
   * Runs `work` in one transaction. After a deadlock it runs again, three times at most.
   *
   * @throws {TransactionNestedError} when called inside a transaction
   */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs `work`, and `step` inside the one transaction that it begins, before that commits, with what
   * the transaction's own work returned: both are done, or neither.
   *
   * @throws {TransactionNestedError} `work` begins another one
   */
  withLastStep<T>(step: LastStep, work: () => Promise<T>): Promise<T>;
  /** Runs `action` once the caller's transaction has committed; at once outside of one. */
  afterCommit(action: () => void): void;
}

/** The database's own handle was used inside a transaction; on PGlite it would wait for ever. */
export class TransactionNestedError extends Error {
  override name = "TransactionNestedError";
  constructor(what: string) {
    super(`Cannot ${what} inside a transaction: use the "tx" that it was given`);
  }
}

export function createTransactions(
  options: { database: OpenDatabase; prepare?: () => Promise<void> },
): Transactions {
  const frames = new AsyncLocalStorage<Frame>();
  const endings = new AsyncLocalStorage<Ending>();
  const isInside = () => frames.getStore()?.open === true;
  const { kind, db, read, copy } = options.database;
  const guarded = refuseInside(db, isInside);
  return {
    database: {
      kind,
      db: guarded,
      read: read === db ? guarded : refuseInside(read, isInside),
      ...(copy === undefined ? {} : { copy: refuseCopyOutInside(copy, isInside) }),
    },
    async run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      if (isInside()) throw new TransactionNestedError("begin a transaction");
      const ending = endings.getStore();
      if (ending?.isTaken) throw new TransactionNestedError("begin a second transaction");
      if (ending !== undefined) ending.isTaken = true;
      await options.prepare?.();
      const whole = ending === undefined ? work : endWith(ending, work);
      for (let attempt = 1;; attempt++) {
        const frame: Frame = { open: true, afterCommit: [] };
        try {
          const value = await frames.run(frame, () => db.transaction().execute(whole));
          frame.open = false;
          for (const action of frame.afterCommit) action();
          return value;
        } catch (error) {
          if (attempt >= ATTEMPT_COUNT_MAX || !isRepeatable(error)) throw error;
        } finally {
          frame.open = false;
        }
      }
    },
    withLastStep: (step, work) => endings.run({ step, isTaken: false }, work),
    afterCommit(action) {
      const frame = frames.getStore();
      if (frame?.open) frame.afterCommit.push(action);
      else action();
    },
  };
}

function endWith<T>(
  ending: Ending,
  work: (tx: Transaction) => Promise<T>,
): (tx: Transaction) => Promise<T> {
  return async (tx) => {
    const value = await work(tx);
    await ending.step(tx, value);
    return value;
  };
}

/** Kysely shows each query to its plugins in the caller's own context, before it takes a connection. */
function refuseInside(db: Kysely<unknown>, isInside: () => boolean): Kysely<unknown> {
  const guard: KyselyPlugin = {
    transformQuery(
      { node }: { node: Parameters<KyselyPlugin["transformQuery"]>[0]["node"]; queryId: QueryId },
    ) {
      if (isInside()) throw new TransactionNestedError("use the database's own handle");
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return db.withPlugin(guard);
}

/** It would take a second connection while the first one waits. */
function refuseCopyOutInside(copy: Copy, isInside: () => boolean): Copy {
  return {
    in: copy.in,
    out(statementSql, options) {
      if (isInside()) throw new TransactionNestedError("copy out");
      return copy.out(statementSql, options);
    },
  };
}

function isRepeatable(error: unknown): boolean {
  return error instanceof Error && "code" in error && REPEATABLE_CODES.has(String(error.code));
}
