import { writeUtf8 } from "./copy_buffer.ts";
import { ghash, type GhashTable } from "./ghash.ts";
import type { PackedColumn } from "./packed_column.ts";

/**
 * What GHASH takes in for one value: the associated data `["table","column","row"]`, the sealed
 * text and both lengths, each padded to whole blocks. The blocks before the row are the same for a
 * whole column and are taken in once.
 */
export interface PlacePrefix {
  /** GHASH of the blocks that all values share. */
  readonly state: Int32Array;
  /** The blocks after those; they are overwritten by the next call. */
  blocks(value: PlacedValue): { view: DataView; start: number; count: number };
}

export interface PlacedValue {
  readonly rows: PackedColumn;
  /** Index of the row in `starts` and `lengths`. */
  readonly row: number;
  readonly sealed: Uint8Array;
  readonly start: number;
  readonly length: number;
}

const BLOCK_LENGTH = 16;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET = 0x5d;
const HYPHEN = 0x2d;
const HEX = new TextEncoder().encode("0123456789abcdef");
const UUID_LENGTH = 36;
/** A first U+FEFF belongs to the name. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function placePrefix(
  table: GhashTable,
  { place, rowsAre }: {
    place: { readonly table: string; readonly column: string };
    rowsAre: "text" | "uuid";
  },
): PlacePrefix {
  const prefix = new TextEncoder().encode(
    `${JSON.stringify([place.table, place.column]).slice(0, -1)},"`,
  );
  const sharedLength = prefix.length & -BLOCK_LENGTH;
  const state = new Int32Array(4);
  ghash(table, state, { view: new DataView(prefix.buffer), start: 0, count: sharedLength >> 4 });
  let bytes = newBlocks(prefix, sharedLength, 512);
  let view = new DataView(bytes.buffer);
  const rest = prefix.length - sharedLength;

  return {
    state,
    blocks({ rows, row, sealed, start, length }) {
      const rowLength = rowsAre === "uuid" ? UUID_LENGTH : rows.lengths[row]!;
      const wanted = rest + rowLength * ESCAPED_MAX + length + 5 * BLOCK_LENGTH;
      if (wanted > bytes.length) {
        bytes = newBlocks(prefix, sharedLength, wanted * 2);
        view = new DataView(bytes.buffer);
      }
      let end = rowsAre === "uuid"
        ? writeUuid(bytes, rest, rows.bytes, rows.starts[row]!)
        : writeRow(bytes, rest, rows.bytes, { start: rows.starts[row]!, length: rowLength });
      bytes[end++] = QUOTE;
      bytes[end++] = BRACKET;
      const placeBitCount = (sharedLength + end) * 8;
      end = padded(bytes, end);
      for (let offset = 0; offset < length; offset++) bytes[end + offset] = sealed[start + offset]!;
      end = padded(bytes, end + length);
      view.setInt32(end, 0);
      view.setInt32(end + 4, placeBitCount);
      view.setInt32(end + 8, length >>> 29);
      view.setInt32(end + 12, length << 3);
      return { view, start: 0, count: (end + BLOCK_LENGTH) >> 4 };
    },
  };
}

/** A byte of a text becomes "\u001f" at the longest. */
const ESCAPED_MAX = 6;

function newBlocks(prefix: Uint8Array, sharedLength: number, length: number) {
  const bytes = new Uint8Array(length);
  bytes.set(prefix.subarray(sharedLength));
  return bytes;
}

/** Writes zeros up to the next whole block and returns its start. */
function padded(bytes: Uint8Array, at: number): number {
  while ((at & (BLOCK_LENGTH - 1)) !== 0) bytes[at++] = 0;
  return at;
}

/** The row as JSON writes it, without its quotes. */
function writeRow(
  bytes: Uint8Array,
  at: number,
  source: Uint8Array,
  { start, length }: { start: number; length: number },
): number {
  for (let offset = 0; offset < length; offset++) {
    const byte = source[start + offset]!;
    if (byte < 0x20 || byte === QUOTE || byte === BACKSLASH) {
      const text = decoder.decode(source.subarray(start, start + length));
      return writeUtf8(bytes, at, JSON.stringify(text).slice(1, -1));
    }
    bytes[at + offset] = byte;
  }
  return at + length;
}

/** Sixteen bytes as the database writes them: lower case, with hyphens. */
function writeUuid(bytes: Uint8Array, at: number, source: Uint8Array, start: number): number {
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) bytes[at++] = HYPHEN;
    const byte = source[start + index]!;
    bytes[at++] = HEX[byte >> 4]!;
    bytes[at++] = HEX[byte & 15]!;
  }
  return at;
}
