import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Seal, SealedPosting } from "./canonical.ts";

const POSTINGS_PER_FETCH = 5_000;

/** All postings by place, some of them in memory at a time. */
export interface PostingStream {
  /** The next posting, left where it is. */
  peek(): Promise<SealedPosting | undefined>;
  skip(): void;
}

export async function openPostings(tx: Transaction): Promise<PostingStream> {
  await sql`
    declare ledger_postings no scroll cursor for
    select id, from_id, to_id, amount, place, (extract(epoch from at) * 1000000)::bigint as at_us,
      purpose, reference, reverses_id
    from ledger.posting order by place, id`.execute(tx);
  let fetched: readonly SealedPosting[] = [];
  let index = 0;
  return {
    async peek() {
      if (index === fetched.length) {
        const { rows } = await sql<SealedPosting>`
          fetch ${sql.raw(String(POSTINGS_PER_FETCH))} from ledger_postings`.execute(tx);
        fetched = rows;
        index = 0;
      }
      return fetched[index];
    },
    skip() {
      index += 1;
    },
  };
}

/** All seals by their numbers, one at a time: each holds half a megabyte. */
export async function* readSeals(tx: Transaction): AsyncGenerator<Seal> {
  await sql`
    declare ledger_seals no scroll cursor for
    select number, after_place, upto_place, posting_count, amount_sum::text as amount_sum,
      leaves, encode(hash, 'hex') as hash,
      (extract(epoch from sealed_at) * 1000000)::bigint as sealed_us
    from ledger.seal order by number`.execute(tx);
  for (;;) {
    const { rows: [seal] } = await sql<Seal>`fetch 1 from ledger_seals`.execute(tx);
    if (seal === undefined) return;
    yield seal;
  }
}
