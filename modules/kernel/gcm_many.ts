import type { GcmKey } from "./gcm_key.ts";
import type { PlacePrefix } from "./gcm_place.ts";
import { ghash } from "./ghash.ts";
import type { PackedColumn } from "./packed_column.ts";
import { IV_LENGTH } from "./sealed_bytes.ts";

/**
 * AES-256-GCM (NIST SP 800-38D, ivs of 12 bytes, tags of 16) over many short texts at once: one
 * native call makes the key stream of all of them, and GHASH runs in tables.
 */
export interface GcmBatch {
  count: number;
  /** By text: the row it belongs to, where its iv and itself start, its length, where it goes. */
  readonly rows: Int32Array;
  readonly ivStarts: Int32Array;
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly targets: Int32Array;
  /** Four words for each text: what `gcmMany` finds. */
  readonly tags: Int32Array;
}

export interface GcmInput {
  readonly batch: GcmBatch;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly isSealing: boolean;
  readonly place: PlacePrefix;
  readonly rows: PackedColumn;
}

/** Larger batches are no faster and fall out of the processor's cache. */
export const GCM_BATCH_COUNT_MAX = 2_048;
const BLOCK_LENGTH = 16;

export function newGcmBatch(): GcmBatch {
  const column = () => new Int32Array(GCM_BATCH_COUNT_MAX);
  return {
    count: 0,
    rows: column(),
    ivStarts: column(),
    starts: column(),
    lengths: column(),
    targets: column(),
    tags: new Int32Array(GCM_BATCH_COUNT_MAX * 4),
  };
}

/** Adds a text; `start` is where it starts, by default right behind its iv. */
export function addText(
  batch: GcmBatch,
  text: { row: number; iv: number; length: number; target: number; start?: number },
): void {
  const index = batch.count++;
  batch.rows[index] = text.row;
  batch.ivStarts[index] = text.iv;
  batch.starts[index] = text.start ?? text.iv + IV_LENGTH;
  batch.lengths[index] = text.length;
  batch.targets[index] = text.target;
}

/** Encrypts or decrypts the texts and computes the tag that each one has by right. */
export function gcmMany(key: GcmKey, input: GcmInput): void {
  const stream = key.encryptBlocks(counterBlocks(input));
  const streamView = viewOf(stream);
  const state = new Int32Array(4);
  const { batch, place } = input;
  const sealed = input.isSealing ? input.to : input.from;
  for (let index = 0, at = 0; index < batch.count; index++) {
    const length = batch.lengths[index]!;
    applyStream(input, { index, stream, at: at + BLOCK_LENGTH });
    const start = (input.isSealing ? batch.targets : batch.starts)[index]!;
    const row = input.rows.first + batch.rows[index]! * input.rows.stride;
    const blocks = place.blocks({ rows: input.rows, row, sealed, start, length });
    state.set(place.state);
    ghash(key.table, state, blocks);
    for (let word = 0; word < 4; word++) {
      batch.tags[index * 4 + word] = state[word]! ^ streamView.getInt32(at + word * 4);
    }
    at += blockCountOf(length) * BLOCK_LENGTH;
  }
}

/** For each text its iv with the counters 1 (the tag's mask), 2, 3 and so on. */
function counterBlocks({ batch, from, to, isSealing }: GcmInput): Uint8Array {
  let blockCount = 0;
  for (let index = 0; index < batch.count; index++) {
    blockCount += blockCountOf(batch.lengths[index]!);
  }
  const blocks = new Uint8Array(blockCount * BLOCK_LENGTH);
  const view = viewOf(blocks);
  const ivs = viewOf(isSealing ? to : from);
  for (let index = 0, at = 0; index < batch.count; index++) {
    const iv = batch.ivStarts[index]!;
    const first = ivs.getInt32(iv);
    const second = ivs.getInt32(iv + 4);
    const third = ivs.getInt32(iv + 8);
    const count = blockCountOf(batch.lengths[index]!);
    for (let counter = 1; counter <= count; counter++, at += BLOCK_LENGTH) {
      view.setInt32(at, first);
      view.setInt32(at + 4, second);
      view.setInt32(at + 8, third);
      view.setInt32(at + 12, counter);
    }
  }
  return blocks;
}

function blockCountOf(length: number): number {
  return 1 + ((length + BLOCK_LENGTH - 1) >>> 4);
}

function applyStream(
  { batch, from, to }: GcmInput,
  { index, stream, at }: { index: number; stream: Uint8Array; at: number },
): void {
  const start = batch.starts[index]!;
  const target = batch.targets[index]!;
  const length = batch.lengths[index]!;
  for (let offset = 0; offset < length; offset++) {
    to[target + offset] = from[start + offset]! ^ stream[at + offset]!;
  }
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
