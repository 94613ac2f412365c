import type { Kysely, Transaction as KyselyTransaction } from "kysely";
import type { ConstructorOptions } from "pg-boss";
import type { Copy } from "./copy.ts";

/**
 * A transaction that is passed through the faces of modules. It knows no tables: a module casts it
 * once, `tx.withSchema("auth") as unknown as Kysely<AuthTables>`.
 */
export type Transaction = KyselyTransaction<unknown>;

/** The database of this process: embedded PGlite, or PostgreSQL where `DATABASE_URL` is set. */
export interface Database {
  readonly kind: "pglite" | "postgres";
  /** A handle without tables, for reads outside a transaction. Inside one it throws. */
  readonly db: Kysely<unknown>;
  /**
   * The same for reports and exports: a replica where `DATABASE_READ_URL` names one. What was just
   * committed may not be there yet, and nothing can be written.
   */
  readonly read: Kysely<unknown>;
  /** COPY, on PostgreSQL alone. */
  readonly copy?: Copy;
}

/** A session for scripts of several statements; nobody else migrates while it lasts. */
export interface ScriptSession {
  query(text: string): Promise<Record<string, unknown>[]>;
  /** All statements of the script in one transaction. */
  script(text: string): Promise<void>;
}

/** An open database as the kernel itself holds it; modules see {@linkcode Database}. */
export interface OpenDatabase extends Database {
  exclusive<T>(work: (session: ScriptSession) => Promise<T>): Promise<T>;
  /** What pg-boss needs to work in the same database. */
  bossOptions(): ConstructorOptions;
  close(): Promise<void>;
}
