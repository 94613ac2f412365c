import type { Kernel } from "@maru/kernel";
import { type Kysely, sql } from "kysely";
import { translated } from "./database_errors.ts";
import type { Ledger, PostingInput } from "./ledger.ts";
import { columnsOf, distinctPostings } from "./posting_columns.ts";

/** deadlock_detected: nothing happened, so the statement may be repeated. */
const DEADLOCK = "40P01";
const ATTEMPT_COUNT_MAX = 3;

type Postings = Pick<Ledger, "post" | "postAlone" | "reverse">;

export function createPostings({ kernel }: { kernel: Kernel }): Postings {
  const { clock, database } = kernel;

  async function post(db: Kysely<unknown>, inputs: readonly PostingInput[]): Promise<void> {
    const postings = distinctPostings(inputs);
    if (postings.length === 0) return;
    const { ids, fromIds, toIds, amounts, purposes, references } = columnsOf(postings);
    await translated(() =>
      sql`select ledger.post(${ids}::uuid[], ${fromIds}::uuid[], ${toIds}::uuid[],
        ${amounts}::bigint[], ${purposes}::text[], ${references}::text[], ${clock.now()})`
        .execute(db)
    );
  }

  return {
    post,
    postAlone: (posting) => repeated(() => post(database.db, [posting])),
    async reverse(tx, { id, postingId, purpose }) {
      await translated(() =>
        sql`select ledger.reverse(${id}::uuid, ${postingId}::uuid, ${purpose}, ${clock.now()})`
          .execute(tx)
      );
    },
  };
}

/** As the kernel does with transactions: one that posts in several calls can stand in the way. */
async function repeated(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await work();
    } catch (error) {
      const isDeadlock = error instanceof Error && "code" in error && error.code === DEADLOCK;
      if (!isDeadlock || attempt >= ATTEMPT_COUNT_MAX) throw error;
    }
  }
}
