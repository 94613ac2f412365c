import type { Context } from "hono";
import { BodyCutOffError, BodyTooLargeError, BodyTooSlowError } from "../errors/web_errors.ts";

/** What a body may be, and how it must come. */
export interface BodyBounds {
  readonly bytesMax: number;
  readonly deadlineMs: number;
  /** At least so many bytes in each stretch of time, but for the last one. */
  readonly pace?: { readonly bytesMin: number; readonly everyMs: number };
}

/** The length that the request says, where it says one. */
export function declaredBytes(c: Context): number | undefined {
  const text = c.req.header("content-length");
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** @throws {BodyTooLargeError} */
export function refuseDeclaredSize(declared: number | undefined, bytesMax: number): void {
  if (declared !== undefined && declared > bytesMax) throw new BodyTooLargeError(bytesMax);
}

/**
 * The whole body.
 *
 * @throws {BodyTooLargeError | BodyTooSlowError}
 * @throws {BodyCutOffError} whoever sent it hung up
 */
export async function readWhole(
  body: ReadableStream<Uint8Array>,
  { bytesMax, deadlineMs, pace }: BodyBounds,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let lateAfterMs: number | undefined;
  const giveUp = (afterMs: number) => {
    lateAfterMs = afterMs;
    reader.cancel().catch(() => {});
  };
  const deadline = setTimeout(() => giveUp(deadlineMs), deadlineMs);
  let seen = 0;
  const watch = pace && setInterval(() => {
    if (length - seen < pace.bytesMin) giveUp(pace.everyMs);
    seen = length;
  }, pace.everyMs);
  const read = () =>
    reader.read().catch((error) => {
      throw new BodyCutOffError({ cause: error });
    });
  try {
    for (let part = await read(); !part.done; part = await read()) {
      length += part.value.byteLength;
      if (length > bytesMax) {
        reader.cancel().catch(() => {});
        throw new BodyTooLargeError(bytesMax);
      }
      chunks.push(part.value);
    }
  } catch (error) {
    if (lateAfterMs === undefined) throw error;
  } finally {
    clearTimeout(deadline);
    clearInterval(watch);
  }
  if (lateAfterMs !== undefined) throw new BodyTooSlowError(lateAfterMs);
  return join(chunks, length);
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
