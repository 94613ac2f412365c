import { randomFillSync } from "node:crypto";
import type { NamedKey } from "./gcm_keys.ts";
import {
  addText,
  GCM_BATCH_COUNT_MAX,
  type GcmBatch,
  gcmMany,
  newGcmBatch,
  viewOf,
} from "./gcm_many.ts";
import { placePrefix } from "./gcm_place.ts";
import type { PackedColumn } from "./packed_column.ts";
import { IV_LENGTH, TAG_LENGTH } from "./sealed_bytes.ts";
import type { SealColumn, SealRows } from "./sealing_types.ts";

/** Seals a column into a new one, value by value side by side, each with an iv of its own. */
export function sealPacked(
  { prefix, key }: NamedKey,
  column: SealColumn,
  input: SealRows & { readonly plain: PackedColumn },
): PackedColumn {
  const { plain, rows, rowsAre } = input;
  const batch = newGcmBatch();
  const packed = emptySealed(input, prefix.length + IV_LENGTH + TAG_LENGTH);
  const place = placePrefix(key.table, { place: column, rowsAre });
  const ivs = randomFillSync(new Uint8Array(input.rowCount * IV_LENGTH));
  const view = viewOf(packed.bytes);
  const flush = () => {
    const to = packed.bytes;
    gcmMany(key, { batch, from: plain.bytes, to, isSealing: true, place, rows });
    writeTags(batch, view);
    batch.count = 0;
  };
  for (let row = 0; row < input.rowCount; row++) {
    const length = plain.lengths[plain.first + row * plain.stride]!;
    if (length < 0) continue;
    const iv = packed.starts[row]! + prefix.length;
    packed.bytes.set(prefix, packed.starts[row]!);
    for (let at = 0; at < IV_LENGTH; at++) packed.bytes[iv + at] = ivs[row * IV_LENGTH + at]!;
    const start = plain.starts[plain.first + row * plain.stride]!;
    addText(batch, { row, iv, length, start, target: iv + IV_LENGTH });
    if (batch.count === GCM_BATCH_COUNT_MAX) flush();
  }
  flush();
  return packed;
}

/** The sealed values' places, side by side; nothing is written yet. */
function emptySealed(
  { rowCount, plain }: { readonly rowCount: number; readonly plain: PackedColumn },
  overhead: number,
): PackedColumn {
  const starts = new Int32Array(rowCount);
  const lengths = new Int32Array(rowCount);
  let end = 0;
  for (let row = 0; row < rowCount; row++) {
    const length = plain.lengths[plain.first + row * plain.stride]!;
    starts[row] = end;
    lengths[row] = length < 0 ? -1 : length + overhead;
    if (length >= 0) end += length + overhead;
  }
  return { bytes: new Uint8Array(end), starts, lengths, first: 0, stride: 1 };
}

function writeTags(batch: GcmBatch, view: DataView): void {
  for (let index = 0; index < batch.count; index++) {
    const at = batch.targets[index]! + batch.lengths[index]!;
    for (let word = 0; word < 4; word++) {
      view.setInt32(at + word * 4, batch.tags[index * 4 + word]!);
    }
  }
}
