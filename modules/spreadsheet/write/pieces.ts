import { setImmediate } from "node:timers";

/**
 * Items by the piece. Between two pieces other work of the process gets its turn: rows that are in
 * memory already would otherwise keep it to themselves until the last.
 */
export async function* inPieces<T>(
  items: AsyncIterable<T> | Iterable<T>,
  countMax: number,
): AsyncGenerator<T[]> {
  let piece: T[] = [];
  for await (const item of items) {
    piece.push(item);
    if (piece.length < countMax) continue;
    yield piece;
    piece = [];
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (piece.length > 0) yield piece;
}

/** Texts as a stream of UTF-8; whoever cancels it ends the texts too. */
export function bytesOf(texts: AsyncIterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return ReadableStream.from(encoded());

  async function* encoded(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for await (const text of texts) yield encoder.encode(text);
  }
}
