import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";

const SEAL_EVERY_SECONDS = 10;
/** Postings that one seal covers; of each it keeps 48 bytes. */
export const SEAL_RANGE_MAX = 10_000;
/** Sealed in one transaction: on an embedded database others wait for it. */
const SEAL_COUNT_MAX = 50_000;

interface SealRow {
  readonly number: bigint;
  readonly posting_count: number;
  readonly hash: Uint8Array;
}

/** A place, and a transaction number above those of all that hold one up to it. */
interface SealMark {
  readonly place: bigint;
  readonly xid: bigint;
}

/** Declares the tick that seals the postings of ended transactions. */
export function declareSealing({ kernel }: { kernel: Kernel }): void {
  let mark: SealMark | undefined;
  kernel.jobs.tick("ledger.seal", SEAL_EVERY_SECONDS, async () => {
    const fresh = await takeMark(kernel);
    // A restored cluster counts its transactions anew.
    if (mark === undefined || mark.xid > fresh.xid) mark = fresh;
    // Transactions that are under way now have ended at one of the next ticks.
    if (!await isSettled(kernel, mark)) return;
    while (await sealSome(kernel, mark) === SEAL_COUNT_MAX);
    mark = undefined;
  });
}

/** The statement is a transaction of its own, as the function wants it. */
async function takeMark({ database: { db } }: Kernel): Promise<SealMark> {
  const { rows: [mark] } = await sql<SealMark>`
    select place, xid from ledger.take_seal_mark()`.execute(db);
  return mark!;
}

async function isSettled({ database: { db } }: Kernel, { xid }: SealMark): Promise<boolean> {
  const { rows: [answer] } = await sql<{ settled: boolean }>`
    select ledger.is_settled(${String(xid)}::bigint) as settled`.execute(db);
  return answer!.settled;
}

async function sealSome(kernel: Kernel, { place }: SealMark): Promise<number> {
  const { rows: seals } = await kernel.transaction((tx) =>
    sql<SealRow>`
      select number, posting_count, hash from ledger.seal_postings(${String(place)}::bigint,
        ${SEAL_COUNT_MAX}::integer, ${SEAL_RANGE_MAX}::integer, ${kernel.clock.now()})`.execute(tx)
  );
  const count = seals.reduce((sum, { posting_count }) => sum + posting_count, 0);
  const last = seals.at(-1);
  if (last !== undefined) {
    // Whoever keeps this line can tell later whether the whole chain was written anew.
    kernel.log.info("postings sealed", { count, seal: `${last.number}:${last.hash.toHex()}` });
  }
  return count;
}
