import type { FixedColumn } from "./fixed_column.ts";
import type { createGcmKeys, NamedKey } from "./gcm_keys.ts";
import {
  addText,
  GCM_BATCH_COUNT_MAX,
  type GcmBatch,
  gcmMany,
  newGcmBatch,
  viewOf,
} from "./gcm_many.ts";
import { type PlacePrefix, placePrefix } from "./gcm_place.ts";
import type { PackedColumn } from "./packed_column.ts";
import { IV_LENGTH, SEALED_HEADER, TAG_LENGTH } from "./sealed_bytes.ts";
import { refusal, type SealColumn, type SealRows } from "./sealing_types.ts";

type KeysById = ReturnType<typeof createGcmKeys>;
type OpenPackedInput = SealRows & {
  readonly sealed: PackedColumn;
  readonly into: FixedColumn;
};

/**
 * Opens a column, batch by batch; a batch ends early where the next value has another key.
 *
 * @throws {SealingError} naming a row whose value cannot be opened
 * @throws {RangeError} a value does not fit, or there is no room for all rows
 */
export function openPacked(keys: KeysById, column: SealColumn, input: OpenPackedInput): void {
  const { sealed, into } = input;
  const isRoomy = into.lengths.length >= input.rowCount &&
    into.bytes.length >= input.rowCount * into.width;
  if (!isRoomy) throw new RangeError(`Cannot open ${input.rowCount} rows into fewer`);
  const batch = newGcmBatch();
  const refuse = (row: number, why: string) =>
    refusal({ ...column, row: rowText(input, row) }, why);
  let current: NamedKey | undefined;
  let place: PlacePrefix | undefined;
  const flush = () => {
    if (current === undefined || place === undefined || batch.count === 0) return;
    gcmMany(current.key, {
      batch,
      from: sealed.bytes,
      to: into.bytes,
      isSealing: false,
      place,
      rows: input.rows,
    });
    const bad = firstUnlikeTag(batch, sealed.bytes);
    batch.count = 0;
    if (bad !== undefined) throw refuse(bad, "it is damaged or was sealed for another place");
  };
  try {
    for (let row = 0; row < input.rowCount; row++) {
      const at = sealed.first + row * sealed.stride;
      const start = sealed.starts[at]!;
      const length = sealed.lengths[at]!;
      into.lengths[row] = length;
      if (length < 0) continue;
      if (current === undefined || !beginsWith(sealed.bytes, start, length, current.prefix)) {
        flush();
        current = keyOf(
          keys,
          sealed.bytes.subarray(start, start + length),
          (why) => refuse(row, why),
        );
        place = placePrefix(current.key.table, { place: column, rowsAre: input.rowsAre });
      }
      const textLength = length - current.prefix.length - IV_LENGTH - TAG_LENGTH;
      if (textLength < 0) throw refuse(row, "it is too short");
      if (textLength > into.width) {
        throw new RangeError(`Cannot open ${textLength} bytes into a column of ${into.width}`);
      }
      into.lengths[row] = textLength;
      addText(batch, {
        row,
        iv: start + current.prefix.length,
        length: textLength,
        target: row * into.width,
      });
      if (batch.count === GCM_BATCH_COUNT_MAX) flush();
    }
    flush();
  } catch (error) {
    // What one value is refused for may concern its neighbours: nothing opened is left behind.
    into.bytes.fill(0);
    into.lengths.fill(-1);
    throw error;
  }
}

function keyOf(
  keys: KeysById,
  sealed: Uint8Array,
  refuse: (why: string) => Error,
): NamedKey {
  const idStart = SEALED_HEADER.length + 1;
  const idEnd = idStart + (sealed[idStart - 1] ?? 0);
  if (!SEALED_HEADER.every((byte, at) => sealed[at] === byte) || idEnd > sealed.length) {
    throw refuse("it is not in the form of sealed bytes");
  }
  const id = new TextDecoder().decode(sealed.subarray(idStart, idEnd));
  const key = keys(id);
  if (key === undefined) throw refuse(`its key "${id}" is not configured`);
  return key;
}

/**
 * The row of the first value whose tag is not the one computed. Each tag is compared whole, so that
 * the time tells nothing about how much of it was right.
 */
function firstUnlikeTag(batch: GcmBatch, sealed: Uint8Array): number | undefined {
  const view = viewOf(sealed);
  for (let index = 0; index < batch.count; index++) {
    const at = batch.starts[index]! + batch.lengths[index]!;
    let difference = 0;
    for (let word = 0; word < 4; word++) {
      difference |= view.getInt32(at + word * 4) ^ batch.tags[index * 4 + word]!;
    }
    if (difference !== 0) return batch.rows[index];
  }
  return undefined;
}

function beginsWith(bytes: Uint8Array, start: number, length: number, prefix: Uint8Array): boolean {
  if (length < prefix.length) return false;
  for (let at = 0; at < prefix.length; at++) if (bytes[start + at] !== prefix[at]) return false;
  return true;
}

/** The row's name, for errors. */
function rowText({ rows, rowsAre }: SealRows, row: number): string {
  const at = rows.first + row * rows.stride;
  const bytes = rows.bytes.subarray(rows.starts[at]!, rows.starts[at]! + rows.lengths[at]!);
  return rowsAre === "uuid" ? bytes.toHex() : new TextDecoder().decode(bytes);
}
