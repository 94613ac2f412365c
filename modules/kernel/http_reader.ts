/** What came is no HTTP/1.1 answer, or it ended in the middle. */
export class HttpAnswerError extends Error {
  override name = "HttpAnswerError";
}

/** Bytes of a connection, taken in lines and in lengths. */
export interface HttpReader {
  /** One line without its end. @throws {HttpAnswerError} when the head grows beyond 64 kB */
  line(): Promise<string>;
  exactly(length: number): Promise<Uint8Array>;
  /** What came next, or undefined at the end of the connection. */
  some(): Promise<Uint8Array | undefined>;
}

const READ_LENGTH = 16_384;
/** All lines of one answer together. */
const LINES_LENGTH_MAX = 65_536;
const LINE_FEED = 0x0a;

export function createHttpReader(
  connection: { read(buffer: Uint8Array): Promise<number | null> },
): HttpReader {
  let waiting = new Uint8Array();
  let linesLength = 0;

  async function fill(): Promise<boolean> {
    const buffer = new Uint8Array(READ_LENGTH);
    const length = await connection.read(buffer);
    if (length === null) return false;
    const joined = new Uint8Array(waiting.length + length);
    joined.set(waiting);
    joined.set(buffer.subarray(0, length), waiting.length);
    waiting = joined;
    return true;
  }

  function take(length: number): Uint8Array {
    const taken = waiting.slice(0, length);
    waiting = waiting.slice(length);
    return taken;
  }

  return {
    async line() {
      let end = waiting.indexOf(LINE_FEED);
      while (end < 0) {
        if (linesLength + waiting.length > LINES_LENGTH_MAX) break;
        if (!await fill()) throw new HttpAnswerError("The answer ended in its head");
        end = waiting.indexOf(LINE_FEED);
      }
      linesLength += end + 1;
      if (end < 0 || linesLength > LINES_LENGTH_MAX) {
        throw new HttpAnswerError("The head of the answer is too long");
      }
      return new TextDecoder("latin1").decode(take(end + 1)).replace(/\r?\n$/, "");
    },
    async exactly(length) {
      while (waiting.length < length) {
        if (!await fill()) throw new HttpAnswerError("The answer ended in its body");
      }
      return take(length);
    },
    async some() {
      if (waiting.length === 0 && !await fill()) return undefined;
      return take(waiting.length);
    },
  };
}
