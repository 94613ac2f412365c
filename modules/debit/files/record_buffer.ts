const RECORDS_PER_CHUNK = 4096;

/**
 * Bytes of a file that is being written, in large chunks. Every place for a record starts as a copy
 * of the same template, so that writers touch only what differs from record to record.
 */
export class RecordBuffer {
  /** The chunk being filled … */
  bytes: Uint8Array<ArrayBuffer>;
  /** … and where in it the next record begins. */
  offset = 0;
  readonly #template: Uint8Array;
  #full: Uint8Array[] = [];
  #isClosed = false;

  constructor(template: Uint8Array) {
    this.#template = template;
    this.bytes = this.#blank();
  }

  /** Keeps the record that was written at the offset. */
  commit(): void {
    this.offset += this.#template.length;
    if (this.offset < this.bytes.length) return;
    this.#full.push(this.bytes);
    this.bytes = this.#blank();
    this.offset = 0;
  }

  /**
   * Writes a whole record in place of what is at the offset, and keeps it.
   *
   * @throws {TypeError} when the file has its trailer
   */
  append(record: Uint8Array): void {
    this.requireOpen();
    this.bytes.set(record, this.offset);
    this.commit();
  }

  /** Drops what was written at the offset. */
  restore(): void {
    this.bytes.set(this.#template, this.offset);
  }

  /** Nothing comes any more: what is in the last chunk may be taken. */
  close(): void {
    this.#isClosed = true;
    if (this.offset > 0) this.#full.push(this.bytes.subarray(0, this.offset));
  }

  requireOpen(): void {
    if (this.#isClosed) throw new TypeError("Cannot write after the trailer");
  }

  /** The chunks that are full, each once. */
  drain(): Uint8Array[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  #blank(): Uint8Array<ArrayBuffer> {
    const chunk = new Uint8Array(this.#template.length * RECORDS_PER_CHUNK);
    chunk.set(this.#template);
    for (let length = this.#template.length; length < chunk.length; length *= 2) {
      chunk.copyWithin(length, 0, Math.min(length, chunk.length - length));
    }
    return chunk;
  }
}
