import type { Kysely, Transaction as KyselyTransaction } from "kysely";

/**
 * A transaction that is passed through the faces of modules. It knows no tables: a module casts it
 * once, `tx.withSchema("auth") as unknown as Kysely<AuthTables>`.
 */
export type Transaction = KyselyTransaction<unknown>;

/** The database of this process: embedded PGlite, or PostgreSQL where `DATABASE_URL` is set. */
export interface Database {
  readonly kind: "pglite" | "postgres";
  /** A handle without tables, for reads outside a transaction. */
  readonly db: Kysely<unknown>;
}
