import type { EvidenceSummary } from "./evidence_types.ts";
import { EVIDENCE_BLOCK_BYTES, EVIDENCE_TASK } from "./evidence_header.ts";
import { FieldReader } from "./field_reader.ts";
import type { Layout } from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { recordFileName } from "./file_names.ts";

/** The trailer block of EI13. */
export const EVIDENCE_TRAILER = {
  task: [0, 6],
  recordKind: [6, 8],
  sequence: [8, 15],
  institutionCode: [15, 35],
  evidenceCount: [35, 42],
  blockCount: [42, 52],
  filler: [52, 1024],
} as const satisfies Layout;

export function writeEvidenceTrailer(summary: EvidenceSummary): Uint8Array<ArrayBuffer> {
  const fields = new FieldWriter(EVIDENCE_TRAILER, {
    recordBytes: EVIDENCE_BLOCK_BYTES,
    file: recordFileName(summary),
    recordNumber: summary.evidenceCount + 1,
  });
  fields.constant("task", EVIDENCE_TASK);
  fields.constant("recordKind", "33");
  fields.constant("sequence", "9999999");
  fields.constant("institutionCode", summary.institutionCode);
  fields.number("evidenceCount", summary.evidenceCount);
  fields.number("blockCount", summary.blockCount);
  return fields.bytes;
}

/**
 * Compares the trailer with what came.
 *
 * @throws {FileFormatError} when a count differs
 */
export function readEvidenceTrailer(counted: EvidenceSummary, block: Uint8Array): void {
  const fields = new FieldReader(EVIDENCE_TRAILER, recordFileName(counted));
  fields.move(block, 0, counted.evidenceCount + 1);
  fields.constant("task", EVIDENCE_TASK);
  fields.constant("sequence", "9999999");
  fields.constant("institutionCode", counted.institutionCode.padEnd(20));
  fields.total("evidenceCount", counted.evidenceCount);
  fields.total("blockCount", counted.blockCount);
  fields.spaces("filler");
}
