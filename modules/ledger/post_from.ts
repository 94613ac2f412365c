import type { Kernel, Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { translated } from "./database_errors.ts";
import { PostingConflictError } from "./errors.ts";
import type { Ledger } from "./ledger.ts";

/** A run over a million rows takes longer than any request may. */
const STATEMENT_TIMEOUT_MS = 600_000;
/** unique_violation: an id is posted already, or stands twice among the rows. */
const ID_TAKEN = "23505";
/** cardinality_violation: the rows name one id twice. */
const ID_TWICE = "21000";
const SAVEPOINT = sql`savepoint ledger_post_from`;
const BACK_TO_SAVEPOINT = sql`rollback to savepoint ledger_post_from`;
const END_OF_SAVEPOINT = sql`release savepoint ledger_post_from`;

interface RowsToPost {
  readonly rows: RawBuilder<unknown>;
  readonly at: Date;
}

interface Added {
  readonly count: number;
  readonly sum: bigint;
}

export function createPostFrom({ kernel }: { kernel: Kernel }): Pick<Ledger, "postFrom"> {
  return {
    postFrom: (tx, rows) =>
      translated(() =>
        withLongStatements(tx, async () => {
          const at = kernel.clock.now();
          await SAVEPOINT.execute(tx);
          const added = await insert(tx, { rows, at }).catch(async (error) => {
            if (!isOfCode(error, ID_TAKEN)) throw error;
            await BACK_TO_SAVEPOINT.execute(tx);
            return await insertMissing(tx, { rows, at });
          });
          await END_OF_SAVEPOINT.execute(tx);
          return added;
        })
      ),
  };
}

/**
 * Ids are new as a rule. To look each up and insert it in two steps, as `on conflict` must, takes half
 * as long again.
 */
async function insert(tx: Transaction, given: RowsToPost): Promise<Added> {
  return await addUp(tx, sql`${insertion(given)} returning amount`);
}

/** Some are posted already, or stand twice among the rows. */
async function insertMissing(tx: Transaction, { rows, at }: RowsToPost): Promise<Added> {
  try {
    return await insertUnlessPosted(tx, { rows, at });
  } catch (error) {
    if (!isOfCode(error, ID_TWICE)) throw error;
    await BACK_TO_SAVEPOINT.execute(tx);
    await refuseConflict(tx, rows);
    return await insertUnlessPosted(tx, {
      rows: sql`select distinct * from (${rows}) as given`,
      at,
    });
  }
}

async function insertUnlessPosted(tx: Transaction, given: RowsToPost): Promise<Added> {
  return await addUp(
    tx,
    sql`${insertion(given)}
      on conflict (id) do update set id = excluded.id
        where (p.from_id, p.to_id, p.amount, p.purpose, p.reference, p.reverses_id)
          is distinct from (excluded.from_id, excluded.to_id, excluded.amount, excluded.purpose,
            excluded.reference, excluded.reverses_id)
      returning amount`,
  );
}

function insertion({ rows, at }: RowsToPost): RawBuilder<unknown> {
  return sql`insert into ledger.posting as p (id, from_id, to_id, amount, purpose, reference, at)
    select g.id, g.from_id, g.to_id, g.amount, g.purpose, g.reference, ${at}
    from (${rows}) as g order by g.id`;
}

async function addUp(tx: Transaction, inserted: RawBuilder<unknown>): Promise<Added> {
  const { rows: [added] } = await sql<{ count: bigint; sum: bigint }>`
    with added as (${inserted})
    select count(*) as count, coalesce(sum(amount), 0)::bigint as sum from added`.execute(tx);
  return { count: Number(added!.count), sum: added!.sum };
}

function isOfCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** @throws {PostingConflictError} two rows have one id and other content */
async function refuseConflict(tx: Transaction, rows: RawBuilder<unknown>): Promise<void> {
  const { rows: [conflict] } = await sql<{ id: string }>`
    select id from (select distinct * from (${rows}) as given) as g
    group by id having count(*) > 1 order by id limit 1`.execute(tx);
  if (conflict !== undefined) throw new PostingConflictError(conflict.id);
}

async function withLongStatements<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  const { rows: [before] } = await sql<{ timeout: string }>`
    select current_setting('statement_timeout') as timeout,
      set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true)`.execute(tx);
  const value = await work();
  await sql`select set_config('statement_timeout', ${before!.timeout}, true)`.execute(tx);
  return value;
}
