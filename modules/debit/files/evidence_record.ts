import type { Evidence, EvidenceKind, EvidenceRecord } from "./evidence_types.ts";
import { EVIDENCE_BLOCK_BYTES, EVIDENCE_TASK } from "./evidence_header.ts";
import type { FieldReader } from "./field_reader.ts";
import {
  ACCOUNT_NUMBER,
  BANK_CODE,
  type FieldRule,
  type Layout,
  OWN_PAYER_NUMBER,
} from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { recordFileName } from "./file_names.ts";
import type { FileIdentity } from "./file_types.ts";

/** The identifying part before each piece of evidence in EI13. */
export const EVIDENCE_RECORD = {
  task: [0, 6],
  recordKind: [6, 8],
  sequence: [8, 15],
  filler: [15, 25],
  institutionCode: [25, 45],
  payerNumber: [45, 75],
  bankCode: [75, 78],
  accountNumber: [78, 98],
  date: [98, 106],
  evidenceKind: [106, 107],
  extension: [107, 112],
  length: [112, 119],
} as const satisfies Layout;

/** Bytes of the identifying part; the evidence follows it at once. */
export const EVIDENCE_PART_BYTES = 119;
/** The most bytes a piece of evidence may have ("300 kB", read in the narrower way). */
export const EVIDENCE_BYTES_MAX = 300_000;
/** Scans and papers, recordings, and signatures as DER. */
export const EVIDENCE_EXTENSIONS = [
  "jpg",
  "jpeg",
  "gif",
  "tif",
  "pdf",
  "mp3",
  "wav",
  "wmv",
  "der",
] as const;

const EVIDENCE_KINDS: Readonly<Record<string, EvidenceKind>> = {
  "1": "paper",
  "2": "certificate-signature",
  "3": "general-signature",
  "4": "recording",
  "5": "ars",
};
const EXTENSION: FieldRule = {
  pattern: new RegExp(`^(${EVIDENCE_EXTENSIONS.join("|")})$`),
  wanted: `one of ${EVIDENCE_EXTENSIONS.join(", ")}`,
};
const SPACE = 0x20;

/** Blocks that a piece of evidence takes together with its identifying part. */
export function evidenceBlockCount(contentBytes: number): number {
  return Math.ceil((EVIDENCE_PART_BYTES + contentBytes) / EVIDENCE_BLOCK_BYTES);
}

/**
 * The blocks of one piece of evidence.
 *
 * @throws {FieldRefusedError} when a field cannot be sent
 */
export function writeEvidenceRecord(
  identity: FileIdentity<"EI13">,
  sequence: number,
  evidence: Evidence,
): Uint8Array<ArrayBuffer> {
  const { content, evidenceKind } = evidence;
  const fields = new FieldWriter(EVIDENCE_RECORD, {
    recordBytes: EVIDENCE_PART_BYTES,
    file: recordFileName(identity),
    recordNumber: sequence,
  });
  if (content.length < 1 || content.length > EVIDENCE_BYTES_MAX) {
    fields.refuse("length", String(content.length), `1 to ${EVIDENCE_BYTES_MAX} bytes`);
  }
  fields.constant("task", EVIDENCE_TASK);
  fields.constant("recordKind", "22");
  fields.number("sequence", sequence);
  fields.constant("institutionCode", identity.institutionCode);
  fields.text("payerNumber", evidence.payerNumber, OWN_PAYER_NUMBER);
  fields.text("bankCode", evidence.bankCode, BANK_CODE);
  fields.text("accountNumber", evidence.accountNumber, ACCOUNT_NUMBER);
  fields.constant("date", identity.date.replaceAll("-", ""));
  fields.constant("evidenceKind", digitOf(evidenceKind));
  fields.text("extension", evidence.extension, EXTENSION);
  fields.number("length", content.length);
  const blocks = new Uint8Array(evidenceBlockCount(content.length) * EVIDENCE_BLOCK_BYTES);
  blocks.fill(SPACE);
  blocks.set(fields.bytes);
  blocks.set(content, EVIDENCE_PART_BYTES);
  return blocks;
}

/**
 * Reads the identifying part; the content has yet to come.
 *
 * @throws {FileFormatError} when a field holds something else than it should
 */
export function readEvidencePart(
  fields: FieldReader<typeof EVIDENCE_RECORD>,
  identity: FileIdentity<"EI13">,
  sequence: number,
): Omit<EvidenceRecord, "content"> & { readonly length: number } {
  fields.constant("task", EVIDENCE_TASK);
  fields.constant("sequence", String(sequence).padStart(7, "0"));
  fields.spaces("filler");
  fields.constant("date", identity.date.replaceAll("-", ""));
  fields.constant("institutionCode", identity.institutionCode.padEnd(20));
  const length = fields.number("length");
  if (length < 1 || length > EVIDENCE_BYTES_MAX) {
    fields.refuse("length", `1 to ${EVIDENCE_BYTES_MAX} bytes`);
  }
  return {
    sequence,
    payerNumber: fields.text("payerNumber", OWN_PAYER_NUMBER),
    bankCode: fields.text("bankCode", BANK_CODE),
    accountNumber: fields.text("accountNumber", ACCOUNT_NUMBER),
    evidenceKind: fields.choice("evidenceKind", EVIDENCE_KINDS, '"1" to "5"'),
    extension: fields.text("extension", EXTENSION),
    length,
  };
}

function digitOf(evidenceKind: EvidenceKind): string {
  return Object.keys(EVIDENCE_KINDS).find((digit) => EVIDENCE_KINDS[digit] === evidenceKind)!;
}
