import type { ByteSource, FileReading } from "./file_types.ts";
import { chunksOf, RecordCutter } from "./record_cutter.ts";
import { RecordOrder, type RecordReaders } from "./record_order.ts";

/** Bounds how many records stand in memory at a time, whatever the source hands over. */
const BATCH_RECORDS_MAX = 4096;

/** Reads header, records and trailer in their order and lets nothing follow. */
export function readRecords<Item, Summary>(
  source: ByteSource,
  readers: RecordReaders<Item, Summary>,
): FileReading<Item, Summary> {
  return new RecordReading(source, readers);
}

class RecordReading<Item, Summary> implements FileReading<Item, Summary> {
  #isStarted = false;
  #isDone = false;
  readonly #cutter: RecordCutter;
  readonly #order: RecordOrder<Item, Summary>;

  constructor(readonly source: ByteSource, readers: RecordReaders<Item, Summary>) {
    this.#cutter = new RecordCutter(readers.recordBytes);
    this.#order = new RecordOrder(readers);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for await (const batch of this.batches()) yield* batch;
  }

  async *batches(): AsyncGenerator<readonly Item[]> {
    if (this.#isStarted) throw new TypeError("Cannot read a file twice");
    this.#isStarted = true;
    for await (const chunk of chunksOf(this.source)) {
      for (const run of this.#cutter.cut(chunk)) yield* this.#batchesOf(run);
    }
    this.#order.end(this.#cutter.carriedBytes);
    this.#isDone = true;
  }

  summary(): Summary {
    if (!this.#isDone) throw new TypeError("Cannot tell the summary before the file's end");
    return this.#order.summary!;
  }

  *#batchesOf(run: Uint8Array): Generator<Item[]> {
    const { recordBytes } = this.#cutter;
    for (let start = 0; start < run.length; start += BATCH_RECORDS_MAX * recordBytes) {
      const end = Math.min(run.length, start + BATCH_RECORDS_MAX * recordBytes);
      const batch: Item[] = [];
      for (let offset = start; offset < end; offset += recordBytes) {
        this.#order.next(run, offset, batch);
      }
      if (batch.length > 0) yield batch;
    }
  }
}
