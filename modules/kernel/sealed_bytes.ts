/**
 * The byte form of a sealed value: "MS", version 1, length of the key's id, the id, iv, sealed
 * text, tag.
 *
 * @module
 */

/** First bytes: "MS" and the version. */
export const SEALED_HEADER = Uint8Array.of(0x4d, 0x53, 0x01);
export const IV_LENGTH = 12;
export const TAG_LENGTH = 16;

/** The bytes before the iv. */
export function sealedPrefix(keyId: string): Uint8Array {
  const id = new TextEncoder().encode(keyId);
  return Uint8Array.of(...SEALED_HEADER, id.length, ...id);
}
