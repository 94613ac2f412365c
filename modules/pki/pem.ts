import { type Bytes, fromBase64, owned } from "./bytes.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";

export interface PemBlock {
  /** "CERTIFICATE", "ENCRYPTED PRIVATE KEY" …; empty for a file that was DER. */
  readonly label: string;
  readonly der: Bytes;
}

/**
 * The first block of a PEM file with one of the labels, or the whole file when it is DER.
 * @throws {LimitExceededError} over the size.
 * @throws {DamagedFileError} when it is PEM without such a block.
 */
export function readPemOrDer(
  file: Uint8Array,
  { sizeMax, labels }: { sizeMax: number; labels: readonly string[] },
): PemBlock {
  if (file.length > sizeMax) throw new LimitExceededError("size", sizeMax, file.length);
  if (file[0] === 0x30) return { label: "", der: owned(file) };
  const text = latin1(file);
  for (const [, label = "", body = ""] of text.matchAll(BLOCK)) {
    if (!labels.includes(label)) continue;
    try {
      return { label, der: fromBase64(body.replace(/\s/g, "")) };
    } catch {
      throw new DamagedFileError("its base64 text is broken");
    }
  }
  throw new DamagedFileError("it is neither DER nor PEM");
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
