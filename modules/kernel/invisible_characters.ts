/**
 * What turns the direction of the text around it, or is there and takes no room: soft hyphen, Arabic
 * and Mongolian marks, zero-width spaces and joiners, embeddings, overrides and isolates (UAX #9), word
 * joiner, Hangul fillers, byte order mark, annotations and tags. Two names that look alike would differ
 * by them, and a file or a page would show a text in another order than it has.
 */
const INVISIBLE =
  /[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** The text without characters that nobody sees. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}
