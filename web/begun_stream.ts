/**
 * Files that are written while their rows are read. Once the headers are out nothing can be told any
 * more, so the first row is read before: what a page would refuse, its file refuses likewise.
 *
 * @module
 */
import type { Context } from "hono";
import type { WebEnv } from "./context.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A stream whose first row is there. Should it break off later, the log says so: the connection ends
 * inside of the file, and no access log shows why.
 *
 * @throws what reading the first row does
 */
export async function begunStream<Row>(
  c: Context<WebEnv>,
  rows: AsyncIterable<Row> | Iterable<Row>,
  write: (rows: AsyncIterable<Row>) => ReadableStream<Uint8Array>,
): Promise<ReadableStream<Bytes>> {
  const source = iteratorOf(rows);
  const first = await source.next();
  const reader = write(resumed(source, first)).getReader();
  return new ReadableStream<Bytes>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value as Bytes);
      } catch (error) {
        logBreak(c, error);
        controller.error(error);
      }
    },
    async cancel() {
      await reader.cancel();
      // A writer that never began ends nothing by itself.
      await source.return?.();
    },
  }, { highWaterMark: 0 });
}

function iteratorOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncIterator<Row> | Iterator<Row> {
  return Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
}

async function* resumed<Row>(
  source: AsyncIterator<Row> | Iterator<Row>,
  first: IteratorResult<Row>,
): AsyncGenerator<Row> {
  try {
    for (let row = first; !row.done; row = await source.next()) yield row.value;
  } finally {
    await source.return?.();
  }
}

/** Without the message: one of the database's may hold what stood in a row. */
function logBreak(c: Context<WebEnv>, error: unknown): void {
  const isError = error instanceof Error;
  c.get("log")?.error("File broke off", {
    errorName: isError ? error.name : typeof error,
    frames: isError ? framesOf(error.stack ?? "") : [],
  });
}

function framesOf(stack: string): string[] {
  return stack.split("\n").map((line) => line.trim()).filter((line) =>
    /^at .+:\d+:\d+\)?$/.test(line)
  );
}
