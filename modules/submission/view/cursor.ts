import { CursorInvalidError } from "../errors.ts";

/** A place in a list by time and id, as an opaque text. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

/** JavaScript knows days that PostgreSQL does not. */
const FIRST = new Date("2000-01-01T00:00:00Z");
const LAST = new Date("9999-12-31T00:00:00Z");
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function formatCursor({ at, id }: Cursor): string {
  return new TextEncoder().encode(`${at.toISOString()} ${id}`).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });
}

/** @throws {CursorInvalidError} */
export function parseCursor(text: string): Cursor {
  const [at = "", id = ""] = decodeCursor(text).split(" ");
  const date = new Date(at);
  const isOurs = date >= FIRST && date <= LAST && UUID.test(id);
  if (!isOurs) throw new CursorInvalidError();
  return { at: date, id };
}

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * The text behind an opaque cursor of any kind.
 *
 * @throws {CursorInvalidError}
 */
export function decodeCursor(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(text, { alphabet: "base64url" }));
  } catch {
    throw new CursorInvalidError();
  }
}
