import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import {
  ID_BYTES,
  LEAF_BYTES,
  NO_HASH,
  postingHash,
  type Seal,
  type SealedPosting,
  sealHash,
} from "./canonical.ts";
import { openPostings, type PostingStream, readSeals } from "./cursors.ts";
import type { Findings } from "./damage.ts";

export interface ChainReport {
  readonly postingCount: number;
  readonly sealedCount: number;
  /** The last seal as `number:hash`, to be compared with one that was noted elsewhere. */
  readonly head?: string;
  /** The first of those that no seal covers yet, by the business clock: seconds ago, or seals are lost. */
  readonly unsealedSince?: Date;
}

/** The end of the chain so far. */
interface Link {
  readonly number: bigint;
  readonly place: bigint;
  readonly hash: string;
}

const BEGINNING: Link = {
  number: 0n,
  place: 0n,
  hash: NO_HASH,
};

/**
 * Holds every posting against the seals: names those that were changed, removed or slipped in since
 * they were sealed, and seals that were.
 *
 * @param noted a seal that was noted down outside the database, `number:hash`
 */
export async function checkChain(
  tx: Transaction,
  findings: Findings,
  noted?: string,
): Promise<ChainReport> {
  const postings = countPassed(await openPostings(tx));
  let last = BEGINNING;
  let isNotedSeen = noted === undefined;
  for await (const seal of readSeals(tx)) {
    if (seal.number !== last.number + 1n) {
      const missing = `${last.number + 1n} to ${seal.number - 1n}`;
      findings.add("sealMissing", missing, "removed: what it covered cannot be proven");
      await pass(postings, seal.after_place, () => {});
    } else if (!follows(seal, last)) {
      findings.add("sealChanged", String(seal.number), "changed, or the seal before it was");
    }
    await checkRange(seal, postings, findings);
    last = linkOf(seal);
    isNotedSeen ||= noted === nameOf(last);
  }
  if (!isNotedSeen) findings.add("sealChanged", noted!, "not in the chain: it was written anew");
  const sealedCount = postings.count();
  const first = await postings.peek();
  await checkUnsealed(tx, postings, { findings, last });
  return {
    postingCount: postings.count(),
    sealedCount,
    ...(last === BEGINNING ? {} : { head: nameOf(last) }),
    ...(first === undefined ? {} : { unsealedSince: new Date(Number(first.at_us / 1_000n)) }),
  };
}

function linkOf({ number, upto_place, hash }: Seal): Link {
  return { number, place: upto_place, hash };
}

function nameOf({ number, hash }: Link): string {
  return `${number}:${hash}`;
}

/** Whether the seal goes on where the last one ended, and its hash is that of both. */
function follows(seal: Seal, last: Link): boolean {
  return seal.after_place === last.place &&
    seal.leaves.length === seal.posting_count * LEAF_BYTES &&
    sealHash(seal, last.hash) === seal.hash;
}

/** The postings of one range against the leaves of its seal. */
async function checkRange(seal: Seal, postings: PostingStream, findings: Findings): Promise<void> {
  const leaves = leavesOf(seal);
  const range = `seal ${seal.number}`;
  await pass(postings, seal.upto_place, (posting) => {
    const id = posting.id.replaceAll("-", "");
    const sealed = leaves.get(id);
    leaves.delete(id);
    if (sealed === undefined) {
      findings.add("postingSlippedIn", posting.id, `slipped in among those of ${range}`);
    } else if (sealed !== postingHash(posting)) {
      findings.add("postingChanged", posting.id, `changed since ${range}`);
    }
  });
  for (const id of leaves.keys()) {
    const name = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    findings.add("postingRemoved", name, `removed, or moved to another range, since ${range}`);
  }
}

/** Hashes by ids, both in hexadecimal. */
function leavesOf({ leaves }: Seal): Map<string, string> {
  const hex = leaves.toHex();
  const byId = new Map<string, string>();
  for (let start = 0; start < hex.length; start += LEAF_BYTES * 2) {
    const hashStart = start + ID_BYTES * 2;
    byId.set(hex.slice(start, hashStart), hex.slice(hashStart, start + LEAF_BYTES * 2));
  }
  return byId;
}

/** Nothing lies beyond the places that were given: it would be sealed later as if it were good. */
async function checkUnsealed(
  tx: Transaction,
  postings: PostingStream,
  { findings, last }: { findings: Findings; last: Link },
): Promise<void> {
  const { rows: [given] } = await sql<{ place: bigint }>`
    select last_value as place from ledger.posting_place`.execute(tx);
  if (last.place > given!.place) {
    const text = "set back behind the last seal: what is posted now looks slipped in";
    findings.add("placesSetBack", "ledger.posting_place", text);
  }
  for (let one = await postings.peek(); one !== undefined; one = await postings.peek()) {
    if (one.place > given!.place) {
      findings.add("postingSlippedIn", one.id, "slipped in: its place was never given");
    }
    postings.skip();
  }
}

async function pass(
  postings: PostingStream,
  upto: bigint,
  each: (posting: SealedPosting) => void,
): Promise<void> {
  for (let one = await postings.peek(); one !== undefined; one = await postings.peek()) {
    if (one.place > upto) return;
    each(one);
    postings.skip();
  }
}

function countPassed(postings: PostingStream): PostingStream & { count(): number } {
  let count = 0;
  return {
    peek: () => postings.peek(),
    skip() {
      count += 1;
      postings.skip();
    },
    count: () => count,
  };
}
