import { eucKrByteCount } from "./euc_kr.ts";

export const SMS_BYTES_MAX = 90;
export const LMS_BYTES_MAX = 2_000;
export const SUBJECT_BYTES_MAX = 40;

/** A text is longer than an LMS holds. */
export class TextTooLongError extends Error {
  override name = "TextTooLongError";
  constructor(readonly byteCount: number) {
    super(`Cannot send the text: it has ${byteCount} bytes, ${LMS_BYTES_MAX} are allowed`);
  }
}

/**
 * SMS where 90 bytes are enough, else LMS.
 *
 * @throws {TextTooLongError | CharactersOutsideEucKrError}
 */
export function textChannelOf(text: string): "sms" | "lms" {
  const byteCount = eucKrByteCount(text);
  if (byteCount > LMS_BYTES_MAX) throw new TextTooLongError(byteCount);
  return byteCount <= SMS_BYTES_MAX ? "sms" : "lms";
}
