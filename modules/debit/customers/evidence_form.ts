import { EvidenceRefusedError } from "./errors.ts";

/** As `debit.evidence` holds it; the clearing house takes no more (0103). */
const BYTES_MAX = 300_000;

/** Extensions that the clearing house takes (0102), by kind: paper, voice, certificate, phone code. */
const EXTENSIONS: Readonly<Record<number, readonly string[]>> = {
  1: ["jpg", "jpeg", "gif", "tif", "pdf"],
  2: ["mp3", "wav", "wmv"],
  3: ["der", "pdf"],
  4: ["der", "pdf"],
};

/** First bytes of each form, any one of them. */
const BEGINNINGS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  jpg: [[0xff, 0xd8, 0xff]],
  jpeg: [[0xff, 0xd8, 0xff]],
  gif: [[0x47, 0x49, 0x46, 0x38]],
  tif: [[0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a]],
  pdf: [[0x25, 0x50, 0x44, 0x46, 0x2d]],
  mp3: [[0x49, 0x44, 0x33], [0xff, 0xfb], [0xff, 0xf3], [0xff, 0xf2], [0xff, 0xfa]],
  wav: [[0x52, 0x49, 0x46, 0x46]],
  wmv: [[0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]],
  // A SEQUENCE, as every CMS SignedData is.
  der: [[0x30]],
};

/**
 * Looks at a proof of consent (동의자료) before it is kept: kind, extension, size and first bytes.
 *
 * @returns the extension in small letters without a dot
 * @throws {EvidenceRefusedError}
 */
export function checkEvidence(
  { kind, extension: typed, bytes }: {
    readonly kind: number;
    readonly extension: string;
    readonly bytes: Uint8Array;
  },
): string {
  const extension = typed.toLowerCase().replace(/^\./, "");
  const allowed = EXTENSIONS[kind];
  if (allowed === undefined) throw new EvidenceRefusedError("kind");
  if (!allowed.includes(extension)) throw new EvidenceRefusedError("extension");
  if (bytes.length === 0) throw new EvidenceRefusedError("empty");
  if (bytes.length > BYTES_MAX) throw new EvidenceRefusedError("tooLarge");
  const isOfForm = BEGINNINGS[extension]!.some((beginning) =>
    beginning.every((byte, index) => bytes[index] === byte)
  );
  if (!isOfForm) throw new EvidenceRefusedError("content");
  return extension;
}
