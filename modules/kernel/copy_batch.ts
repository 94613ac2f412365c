import { COPY_EPOCH_MS, dateOfCopyDays } from "./copy_dates.ts";
import type { PackedColumn } from "./packed_column.ts";

/** So many rows at most stand in a batch. */
export const BATCH_ROW_COUNT_MAX = 8_192;
export const BATCH_LENGTH_FIRST = 1_048_576;
/** A first U+FEFF belongs to the text. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Rows of a COPY in binary format as they lie in one buffer. A batch is overwritten when the next
 * one is asked for.
 */
export class CopyBatch {
  rowCount = 0;
  bytes = new Uint8Array(BATCH_LENGTH_FIRST);
  view = new DataView(this.bytes.buffer);
  /** Where field `column` of row `row` starts: `[row * columnCount + column]`. */
  readonly starts: Int32Array;
  /** Its length in bytes; -1 for null. */
  readonly lengths: Int32Array;

  constructor(readonly columnCount: number) {
    this.starts = new Int32Array(columnCount * BATCH_ROW_COUNT_MAX);
    this.lengths = new Int32Array(columnCount * BATCH_ROW_COUNT_MAX);
  }

  /** One column of all rows, for what works on many values at once. */
  column(index: number): PackedColumn {
    const { bytes, starts, lengths, columnCount } = this;
    return { bytes, starts, lengths, first: index, stride: columnCount };
  }

  isNull(row: number, column: number): boolean {
    return this.lengths[row * this.columnCount + column] === -1;
  }

  /** @throws {RangeError} here and below, when the field is null or of another length */
  int2(row: number, column: number): number {
    return this.view.getInt16(this.#startOf(row, column, 2));
  }

  int4(row: number, column: number): number {
    return this.view.getInt32(this.#startOf(row, column, 4));
  }

  int8(row: number, column: number): bigint {
    return this.view.getBigInt64(this.#startOf(row, column, 8));
  }

  bool(row: number, column: number): boolean {
    return this.bytes[this.#startOf(row, column, 1)] === 1;
  }

  /** "YYYY-MM-DD". */
  date(row: number, column: number): string {
    return dateOfCopyDays(this.int4(row, column));
  }

  timestamptz(row: number, column: number): Date {
    return new Date(COPY_EPOCH_MS + Number(this.int8(row, column) / 1_000n));
  }

  uuid(row: number, column: number): string {
    const start = this.#startOf(row, column, 16);
    const hex = this.bytes.subarray(start, start + 16).toHex();
    return [0, 8, 12, 16, 20].map((at, index, all) => hex.slice(at, all[index + 1])).join("-");
  }

  text(row: number, column: number): string {
    return decoder.decode(this.bytesOf(row, column));
  }

  /** A view of the field, good until the next batch. */
  bytesOf(row: number, column: number): Uint8Array {
    const at = row * this.columnCount + column;
    const length = this.lengths[at] ?? -1;
    if (length < 0) throw new RangeError(`Cannot read column ${column} of row ${row}: it is null`);
    return this.bytes.subarray(this.starts[at]!, this.starts[at]! + length);
  }

  #startOf(row: number, column: number, length: number): number {
    const at = row * this.columnCount + column;
    if (this.lengths[at] !== length) {
      throw new RangeError(
        `Cannot read column ${column} of row ${row}: it has ${
          this.lengths[at]
        } bytes, not ${length}`,
      );
    }
    return this.starts[at]!;
  }
}
