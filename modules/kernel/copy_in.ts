import { setImmediate as untilOthersRan } from "node:timers/promises";
import { CompiledQuery, type PostgresCursor, sql } from "kysely";
import type { Transaction } from "./database.ts";
import type { CopyConnection, CopyWork } from "./copy_work.ts";

const STATEMENT = /^\s*copy\b[^]*\bfrom\s+stdin\b/i;
/** A COPY goes on for as long as its rows come; other statements keep their own limit. */
const TIMEOUT_MS = 600_000;
const FRAME_LENGTH = 262_144;
const HEADER_LENGTH = 5;
/** CopyData of the frontend/backend protocol, PostgreSQL manual 55.7. */
const COPY_DATA = 0x64;

/** Runs `copy … from stdin` on the connection that the transaction holds. */
export async function copyIn(
  tx: Transaction,
  statementSql: string,
  rows: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<bigint> {
  if (!STATEMENT.test(statementSql)) {
    throw new TypeError("Cannot copy in: the statement is no COPY … FROM STDIN");
  }
  const work = new CopyInWork(statementSql, rows);
  const { rows: [settings] } = await sql<{ timeout: string }>`
    select current_setting('statement_timeout') as timeout`.execute(tx);
  await setTimeoutOf(tx, `${TIMEOUT_MS}`);
  // The executor hands the work to ConnectionWork below, on the transaction's own connection.
  const stream = tx.getExecutor().stream(CompiledQuery.raw(statementSql, [work]), 1);
  for await (const _ of stream);
  await setTimeoutOf(tx, settings?.timeout ?? "0");
  return work.rowCount;
}

async function setTimeoutOf(tx: Transaction, timeout: string): Promise<void> {
  await sql`select set_config('statement_timeout', ${timeout}, true)`.execute(tx);
}

/**
 * Kysely calls this to open a cursor on a connection. It is the one place where a transaction's
 * connection takes a work of ours, so the work itself comes as the only parameter.
 */
export class ConnectionWork<T> implements PostgresCursor<T> {
  declare read: (rowCount: number) => Promise<T[]>;
  declare close: () => Promise<void>;
  constructor(_sql: string, [work]: unknown[]) {
    if (work instanceof CopyInWork) return work as unknown as ConnectionWork<T>;
    throw new TypeError("Cannot stream a query: read in pages, or by copy.out");
  }
}

class CopyInWork implements CopyWork {
  rowCount = 0n;
  #ended = Promise.withResolvers<void>();
  #isOver = false;
  #sourceError: { error: unknown } | undefined;

  constructor(readonly text: string, readonly rows: Parameters<typeof copyIn>[2]) {
    // Whoever reads hears of the failure; the pump may have seen it before.
    this.#ended.promise.catch(() => {});
  }

  submit(connection: CopyConnection): void {
    connection.query(this.text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#pump(connection).then(
      () => this.#isOver || connection.endCopyFrom(),
      (error) => {
        this.#sourceError = { error };
        // The reason stays here: it may name what the server's log must not.
        if (!this.#isOver) connection.sendCopyFail("the rows ended early");
      },
    );
  }

  async #pump(connection: CopyConnection): Promise<void> {
    const frame = newFrame();
    let length = HEADER_LENGTH;
    for await (const chunk of this.rows) {
      for (let taken = 0; taken < chunk.length;) {
        const part = chunk.subarray(taken, taken + FRAME_LENGTH - length);
        frame.set(part, length);
        length += part.length;
        taken += part.length;
        if (length < FRAME_LENGTH) break;
        await this.#send(connection, frame, length);
        if (this.#isOver) return;
        length = HEADER_LENGTH;
      }
    }
    if (length > HEADER_LENGTH) await this.#send(connection, frame, length);
  }

  /** Resolves when the frame may be filled again; what came of it the server tells. */
  async #send(connection: CopyConnection, frame: Uint8Array, length: number): Promise<void> {
    if (this.#isOver) return;
    new DataView(frame.buffer).setInt32(1, length - 1);
    const written = Promise.withResolvers<void>();
    connection.stream.write(frame.subarray(0, length), () => written.resolve());
    await Promise.race([written.promise, this.#ended.promise.catch(() => {})]);
    // A server that takes everything at once would keep its own refusal from ever being read.
    await untilOthersRan();
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rowCount = BigInt(/^COPY (\d+)$/.exec(text)?.[1] ?? 0);
  }

  handleReadyForQuery(): void {
    this.#isOver = true;
    this.#ended.resolve();
  }

  handleError(error: Error): void {
    this.#isOver = true;
    this.#ended.reject(this.#sourceError === undefined ? error : this.#sourceError.error);
  }

  async read(): Promise<never[]> {
    await this.#ended.promise;
    return [];
  }

  async close(): Promise<void> {}
}

function newFrame(): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(FRAME_LENGTH);
  frame[0] = COPY_DATA;
  return frame;
}
