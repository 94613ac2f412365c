import { CursorInvalidError } from "../errors.ts";
import { decodeCursor, isUuid } from "../view/cursor.ts";

/** A place among the institution's documents in the order in which they were written. */
export interface PullCursor {
  /** Number of the transaction that wrote the document. */
  readonly writtenIn: string;
  readonly id: string;
}

const TRANSACTION = /^\d{1,20}$/;

export function formatPullCursor({ writtenIn, id }: PullCursor): string {
  return new TextEncoder().encode(`${writtenIn} ${id}`).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });
}

/** @throws {CursorInvalidError} */
export function parsePullCursor(text: string): PullCursor {
  const [writtenIn = "", id = "", ...more] = decodeCursor(text).split(" ");
  const isWhole = TRANSACTION.test(writtenIn) && isUuid(id) && more.length === 0;
  if (!isWhole || BigInt(writtenIn) > 0xffff_ffff_ffff_ffffn) throw new CursorInvalidError();
  return { writtenIn, id };
}
