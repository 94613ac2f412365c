import { BATCH_LENGTH_FIRST, BATCH_ROW_COUNT_MAX, CopyBatch } from "./copy_batch.ts";

/** Signature and flags; behind them stands the length of the header's extension. */
const SIGNATURE = Uint8Array.of(
  ...new TextEncoder().encode("PGCOPY\n"),
  ...[0xff, 0x0d, 0x0a, 0x00],
);
const HEADER_LENGTH = SIGNATURE.length + 8;

/** The bytes are no COPY in binary format, or of other columns than told. */
export class CopyFormatError extends Error {
  override name = "CopyFormatError";
}

/**
 * Cuts what `copy.out` gives for `copy … to stdout (format binary)` into batches of up to 8192
 * rows, without a copy of any field.
 *
 * @throws {CopyFormatError} when the bytes are damaged or end early
 */
export async function* copyBatches(
  chunks: AsyncIterable<Uint8Array>,
  { columnCount }: { columnCount: number },
): AsyncGenerator<CopyBatch> {
  const batch = new CopyBatch(columnCount);
  const reader = new TupleReader(batch);
  for await (const chunk of chunks) {
    reader.take(chunk);
    while (reader.read()) {
      yield batch;
      reader.forget();
    }
  }
  if (!reader.isEnded) throw new CopyFormatError("Cannot read COPY data: it ends early");
  if (batch.rowCount > 0) yield batch;
}

class TupleReader {
  isEnded = false;
  /** Bytes of the batch's buffer that are filled. */
  #filled = 0;
  #at = 0;
  #isBegun = false;

  constructor(readonly batch: CopyBatch) {}

  /** Puts a chunk behind what is there. */
  take(chunk: Uint8Array): void {
    const { batch } = this;
    const wanted = this.#filled + chunk.length;
    if (wanted > batch.bytes.length) {
      const grown = new Uint8Array(Math.max(wanted, batch.bytes.length * 2));
      grown.set(batch.bytes.subarray(0, this.#filled));
      batch.bytes = grown;
      batch.view = new DataView(grown.buffer);
    }
    batch.bytes.set(chunk, this.#filled);
    this.#filled = wanted;
  }

  /** Reads whole rows; true when the batch is as full as it shall get. */
  read(): boolean {
    if (!this.#isBegun) {
      if (this.#filled < HEADER_LENGTH) return false;
      this.#readHeader();
    }
    const { batch } = this;
    while (!this.isEnded) {
      if (batch.rowCount === BATCH_ROW_COUNT_MAX) return true;
      if (!this.#readRow()) break;
    }
    return !this.isEnded && this.#filled >= BATCH_LENGTH_FIRST / 2 && batch.rowCount > 0;
  }

  /** The rows were used: what follows them moves to the front. */
  forget(): void {
    this.batch.bytes.copyWithin(0, this.#at, this.#filled);
    this.#filled -= this.#at;
    this.#at = 0;
    this.batch.rowCount = 0;
  }

  #readHeader(): void {
    const { bytes, view } = this.batch;
    const isOurs = SIGNATURE.every((byte, at) => bytes[at] === byte) &&
      view.getInt32(SIGNATURE.length) === 0 && view.getInt32(SIGNATURE.length + 4) === 0;
    if (!isOurs) throw new CopyFormatError("Cannot read COPY data: it is not in binary format");
    this.#at = HEADER_LENGTH;
    this.#isBegun = true;
  }

  /** False when the row has not come whole. */
  #readRow(): boolean {
    const { batch } = this;
    const { view, starts, lengths, columnCount } = batch;
    let at = this.#at;
    if (at + 2 > this.#filled) return false;
    const count = view.getInt16(at);
    at += 2;
    if (count === -1) {
      this.isEnded = true;
      return false;
    }
    if (count !== columnCount) {
      throw new CopyFormatError(`Cannot read COPY data: ${count} columns, not ${columnCount}`);
    }
    const end = batch.rowCount * columnCount + columnCount;
    for (let field = end - columnCount; field < end; field++) {
      if (at + 4 > this.#filled) return false;
      const length = view.getInt32(at);
      at += 4;
      if (length < -1) throw new CopyFormatError("Cannot read COPY data: a length is negative");
      starts[field] = at;
      lengths[field] = length;
      if (length > 0) at += length;
      if (at > this.#filled) return false;
    }
    batch.rowCount += 1;
    this.#at = at;
    return true;
  }
}
