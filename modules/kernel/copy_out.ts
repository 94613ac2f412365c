import type pg from "pg";
import type { CopyConnection, CopyWork } from "./copy_work.ts";

const STATEMENT = /^\s*copy\b[^]*\bto\s+stdout\b/i;
const CHUNK_LENGTH = 131_072;
/** So many chunks wait for the reader before the server does. */
const CHUNK_COUNT_MAX = 4;
/** A snapshot that stays open for longer keeps dead rows from being cleared. */
const TIMEOUT_MS = 600_000;

/** Runs `copy … to stdout` on a client of the pool, in a read-only transaction of its own. */
export async function* copyOut(pool: pg.Pool, statementSql: string): AsyncGenerator<Uint8Array> {
  if (!STATEMENT.test(statementSql)) {
    throw new TypeError("Cannot copy out: the statement is no COPY … TO STDOUT");
  }
  const client = await pool.connect();
  let isWhole = false;
  try {
    await client.query(`begin read only; set local statement_timeout = ${TIMEOUT_MS}`);
    const work = new CopyOutWork(statementSql);
    client.query(work);
    for (;;) {
      const chunk = await work.next();
      if (chunk === undefined) break;
      yield chunk;
    }
    await client.query("commit");
    isWhole = true;
  } finally {
    // Whoever stops early leaves a server that still sends: only ending the session ends that.
    client.release(!isWhole);
  }
}

class CopyOutWork implements CopyWork {
  #chunks: Uint8Array[] = [];
  #chunk = new Uint8Array(CHUNK_LENGTH);
  #length = 0;
  #connection: CopyConnection | undefined;
  #isPaused = false;
  #isDone = false;
  #failure: Error | undefined;
  #waiting: (() => void) | undefined;

  constructor(readonly text: string) {}

  /** The next chunk; undefined after the last one. */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      const chunk = this.#chunks.shift();
      if (this.#isPaused && this.#chunks.length < CHUNK_COUNT_MAX / 2) {
        this.#isPaused = false;
        this.#connection?.stream.resume();
      }
      if (chunk !== undefined) return chunk;
      if (this.#isDone) return undefined;
      await new Promise<void>((resolve) => this.#waiting = resolve);
    }
  }

  submit(connection: CopyConnection): void {
    this.#connection = connection;
    connection.query(this.text);
  }

  /** The server sends a message per row; they are put together again. */
  handleCopyData({ chunk: row }: { chunk: Uint8Array }): void {
    if (this.#length + row.length > this.#chunk.length) this.#pass(row.length);
    this.#chunk.set(row, this.#length);
    this.#length += row.length;
  }

  #pass(lengthNext: number): void {
    if (this.#length > 0) this.#chunks.push(this.#chunk.subarray(0, this.#length));
    this.#chunk = new Uint8Array(Math.max(CHUNK_LENGTH, lengthNext));
    this.#length = 0;
    if (this.#chunks.length >= CHUNK_COUNT_MAX && !this.#isPaused) {
      this.#isPaused = true;
      this.#connection?.stream.pause();
    }
    this.#wake();
  }

  handleCommandComplete(): void {
    if (this.#length > 0) this.#pass(0);
  }

  handleReadyForQuery(): void {
    this.#isDone = true;
    this.#wake();
  }

  handleError(error: Error): void {
    this.#failure = error;
    this.#wake();
  }

  #wake(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }
}
