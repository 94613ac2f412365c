/**
 * The bytes that seals stand on, computed here anew and not by the database whose word is doubted.
 * They are those of `ledger.leaf` and `ledger.seal_postings`.
 *
 * @module
 */
import { createHash } from "node:crypto";

/** A posting with every column that its seal covers. */
export interface SealedPosting {
  readonly id: string;
  readonly from_id: string;
  readonly to_id: string;
  readonly amount: bigint;
  readonly place: bigint;
  /** Microseconds since 1970. */
  readonly at_us: bigint;
  readonly purpose: string;
  readonly reference: string | null;
  readonly reverses_id: string | null;
}

export interface Seal {
  readonly number: bigint;
  readonly after_place: bigint;
  readonly upto_place: bigint;
  readonly posting_count: number;
  readonly amount_sum: string;
  readonly leaves: Uint8Array;
  /** In hexadecimal. */
  readonly hash: string;
  /** Microseconds since 1970. */
  readonly sealed_us: bigint;
}

/** Of each posting: its id and the hash of its bytes. */
export const LEAF_BYTES = 48;
export const ID_BYTES = 16;
/** The hash before that of the first seal. */
export const NO_HASH = "00".repeat(32);
/** PostgreSQL counts time from 2000. */
const POSTGRES_EPOCH_US = 946_684_800_000_000n;
const NO_TEXT = -1;
const BUFFER_BYTES = 4_096;

/** In hexadecimal. */
export function postingHash(posting: SealedPosting): string {
  const bytes = startBytes();
  bytes.uuid(posting.id);
  bytes.uuid(posting.from_id);
  bytes.uuid(posting.to_id);
  bytes.int8(posting.amount);
  bytes.int8(posting.place);
  bytes.int8(posting.at_us - POSTGRES_EPOCH_US);
  bytes.text(posting.purpose);
  bytes.text(posting.reference);
  bytes.text(posting.reverses_id);
  return createHash("sha256").update(bytes.written()).digest("hex");
}

/** @param before the hash of the seal before it, or `NO_HASH`; all in hexadecimal */
export function sealHash(seal: Seal, before: string): string {
  const bytes = startBytes();
  bytes.int8(seal.number);
  bytes.int8(seal.after_place);
  bytes.int8(seal.upto_place);
  bytes.int4(seal.posting_count);
  bytes.text(seal.amount_sum);
  bytes.int8(seal.sealed_us - POSTGRES_EPOCH_US);
  return createHash("sha256").update(before, "hex").update(bytes.written()).update(seal.leaves)
    .digest("hex");
}

const buffer = new Uint8Array(BUFFER_BYTES);
const view = new DataView(buffer.buffer);
const encoder = new TextEncoder();

/**
 * Writes into one buffer, over and over, so that a million postings leave nothing behind. It is long
 * enough for the longest texts that a posting can have.
 */
function startBytes() {
  let length = 0;
  const bytes = {
    uuid(id: string): void {
      buffer.subarray(length, length + ID_BYTES).setFromHex(id.replaceAll("-", ""));
      length += ID_BYTES;
    },
    int8(value: bigint): void {
      view.setBigInt64(length, value);
      length += 8;
    },
    int4(value: number): void {
      view.setInt32(length, value);
      length += 4;
    },
    /** UTF-8 after its length, so that two texts beside each other are never read as two others. */
    text(value: string | null): void {
      if (value === null) return bytes.int4(NO_TEXT);
      const { written } = encoder.encodeInto(value, buffer.subarray(length + 4));
      bytes.int4(written);
      length += written;
    },
    written: () => buffer.subarray(0, length),
  };
  return bytes;
}
