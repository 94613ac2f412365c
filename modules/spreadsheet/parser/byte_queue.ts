import { setImmediate } from "node:timers";

/** Enough to keep writing while the next piece is parsed. */
const QUEUED_BYTE_COUNT_MAX = 1_000_000;

/**
 * Writes bytes in order while the caller goes on working, as far as `ready` lets it: a pipe takes
 * little at once, and without a queue writer and reader would wait for each other in turns.
 */
export class ByteQueue {
  #queue: Uint8Array[] = [];
  #byteCount = 0;
  #writing: Promise<void> | undefined;

  /** @param write Takes some of the bytes and resolves with how many. */
  constructor(private readonly write: (bytes: Uint8Array) => Promise<number>) {}

  push(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.#byteCount += bytes.length;
    this.#writing ??= this.#writeAll();
  }

  /** Lets writes that have ended be followed by the next, and waits where too much is queued. */
  async ready(): Promise<void> {
    if (this.#byteCount > QUEUED_BYTE_COUNT_MAX) await this.#writing;
    else if (this.#writing) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Resolves when everything is written. */
  async drained(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (let bytes = this.#queue.shift(); bytes; bytes = this.#queue.shift()) {
      for (let written = 0; written < bytes.length;) {
        written += await this.write(bytes.subarray(written));
      }
      this.#byteCount -= bytes.length;
    }
    this.#writing = undefined;
  }
}
