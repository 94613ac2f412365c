import type { ByteSource } from "./file_types.ts";

/** Cuts a stream into whole records, wherever its chunks end. */
export class RecordCutter {
  readonly #carry: Uint8Array;
  #carried = 0;

  constructor(readonly recordBytes: number) {
    this.#carry = new Uint8Array(recordBytes);
  }

  /** Bytes of a record that has not come whole yet. */
  get carriedBytes(): number {
    return this.#carried;
  }

  /**
   * Runs of whole records. They lie in the chunk itself wherever possible, so they are good until the
   * next chunk.
   */
  *cut(chunk: Uint8Array): Generator<Uint8Array> {
    let start = 0;
    if (this.#carried > 0) {
      start = Math.min(this.recordBytes - this.#carried, chunk.length);
      this.#carry.set(chunk.subarray(0, start), this.#carried);
      this.#carried += start;
      if (this.#carried < this.recordBytes) return;
      this.#carried = 0;
      yield this.#carry;
    }
    const end = start + Math.floor((chunk.length - start) / this.recordBytes) * this.recordBytes;
    if (end > start) yield chunk.subarray(start, end);
    this.#carry.set(chunk.subarray(end));
    this.#carried = chunk.length - end;
  }
}

/** The chunks of a source. */
export async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) yield source;
  else yield* source;
}
