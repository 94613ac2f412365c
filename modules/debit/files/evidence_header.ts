import { FieldReader } from "./field_reader.ts";
import type { Layout } from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { recordFileName } from "./file_names.ts";
import type { FileIdentity } from "./file_types.ts";

/** Everything in EI13 takes whole blocks of so many bytes. */
export const EVIDENCE_BLOCK_BYTES = 1024;
/** The code of the business (업무구분코드) at the head of every record. */
export const EVIDENCE_TASK = "AE1112";

/** The header block of EI13. */
export const EVIDENCE_HEADER = {
  task: [0, 6],
  recordKind: [6, 8],
  sequence: [8, 15],
  date: [15, 23],
  institutionCode: [23, 43],
  evidenceCount: [43, 50],
  filler: [50, 1024],
} as const satisfies Layout;

/** @throws {FieldRefusedError} when the count has more than seven digits */
export function writeEvidenceHeader(
  identity: FileIdentity<"EI13">,
  evidenceCount: number,
): Uint8Array<ArrayBuffer> {
  const fields = new FieldWriter(EVIDENCE_HEADER, {
    recordBytes: EVIDENCE_BLOCK_BYTES,
    file: recordFileName(identity),
    recordNumber: 0,
  });
  fields.constant("task", EVIDENCE_TASK);
  fields.constant("recordKind", "11");
  fields.constant("sequence", "0000000");
  fields.constant("date", identity.date.replaceAll("-", ""));
  fields.constant("institutionCode", identity.institutionCode);
  fields.number("evidenceCount", evidenceCount);
  return fields.bytes;
}

/**
 * How many pieces of evidence are announced.
 *
 * @throws {FileFormatError} when it is not the header of the file that was expected
 */
export function readEvidenceHeader(identity: FileIdentity<"EI13">, block: Uint8Array): number {
  const fields = new FieldReader(EVIDENCE_HEADER, recordFileName(identity));
  fields.move(block, 0, 0);
  fields.constant("task", EVIDENCE_TASK);
  fields.constant("recordKind", "11");
  fields.constant("sequence", "0000000");
  fields.constant("date", identity.date.replaceAll("-", ""));
  fields.constant("institutionCode", identity.institutionCode.padEnd(20));
  fields.spaces("filler");
  return fields.number("evidenceCount");
}
