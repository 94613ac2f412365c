import { SheetParserError } from "../errors.ts";
import { LENGTH_BYTE_COUNT, type ParserMessage } from "./messages.ts";
import { checkedMessage } from "./message_check.ts";

/**
 * Takes the parser's messages out of its output. The parser has read a hostile file, so it is not
 * trusted either: no message may be longer than `byteCountMax`, and each is checked.
 *
 * @throws {SheetParserError} from the iteration
 */
export async function* readMessages(
  output: ReadableStreamDefaultReader<Uint8Array>,
  byteCountMax: number,
): AsyncGenerator<ParserMessage> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const source = new ByteSource(output);
  while (true) {
    const head = await source.take(LENGTH_BYTE_COUNT);
    if (head === undefined) return;
    const byteCount = new DataView(head.buffer, head.byteOffset).getUint32(0);
    if (byteCount > byteCountMax) throw new SheetParserError("it sends too long a message");
    const body = await source.take(byteCount);
    if (body === undefined) return;
    yield checkedMessage(parsed(decoder, body));
  }
}

function parsed(decoder: TextDecoder, body: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    throw new SheetParserError("it sends what is no message");
  }
}

/** Gives out bytes by the number that is asked for, and reads no further than needed. */
class ByteSource {
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(private readonly output: ReadableStreamDefaultReader<Uint8Array>) {}

  /** Undefined where the output ends before. */
  async take(byteCount: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const bytes = new Uint8Array(byteCount);
    for (let filled = 0; filled < byteCount;) {
      if (this.#chunk.length === 0) {
        const part = await this.output.read();
        if (part.done) return undefined;
        this.#chunk = part.value;
      }
      const taken = this.#chunk.subarray(0, byteCount - filled);
      bytes.set(taken, filled);
      filled += taken.length;
      this.#chunk = this.#chunk.subarray(taken.length);
    }
    return bytes;
  }
}
