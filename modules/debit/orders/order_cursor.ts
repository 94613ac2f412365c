import { OrderCursorInvalidError } from "./errors.ts";
import { isUuid } from "./uuid_text.ts";

/** A place in a list: the value that it is sorted by, as a text, and the id beside it. */
export interface Place {
  readonly value: string;
  readonly id: string;
}

export function formatCursor({ value, id }: Place): string {
  return new TextEncoder().encode(`${id}${value}`).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });
}

const ID_LENGTH = 36;

/** @throws {OrderCursorInvalidError} */
export function parseCursor(cursor: string): Place {
  const text = decode(cursor);
  const id = text.slice(0, ID_LENGTH);
  const value = text.slice(ID_LENGTH);
  // PostgreSQL takes no text with a NUL in it.
  if (!isUuid(id) || value.includes("\0")) throw new OrderCursorInvalidError();
  return { value, id };
}

function decode(cursor: string): string {
  try {
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: "base64url" });
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new OrderCursorInvalidError();
  }
}
