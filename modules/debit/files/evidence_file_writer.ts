import { EVIDENCE_BLOCK_BYTES, writeEvidenceHeader } from "./evidence_header.ts";
import { writeEvidenceRecord } from "./evidence_record.ts";
import { writeEvidenceTrailer } from "./evidence_trailer.ts";
import type { Evidence, EvidenceSummary } from "./evidence_types.ts";
import { requireIdentity } from "./file_identity.ts";
import type { FileIdentity, FileWriter } from "./file_types.ts";

/**
 * Begins EI13 (출금동의 증빙자료). The header announces how many pieces of evidence come, so that number
 * is wanted first.
 *
 * The trailer throws `TypeError` when another number came.
 *
 * @throws {RangeError} when the institution's code or the date is impossible
 * @throws {FieldRefusedError} when the count has more than seven digits
 */
export function createEvidenceFileWriter(
  options: FileIdentity<"EI13"> & { readonly evidenceCount: number },
): FileWriter<Evidence, EvidenceSummary> {
  const { kind, institutionCode, date, evidenceCount } = options;
  return new EvidenceWriter(requireIdentity({ kind, institutionCode, date }), evidenceCount);
}

class EvidenceWriter implements FileWriter<Evidence, EvidenceSummary> {
  #chunks: Uint8Array[];
  #sequence = 0;
  #blockCount = 0;
  #isClosed = false;

  constructor(readonly identity: FileIdentity<"EI13">, readonly evidenceCount: number) {
    this.#chunks = [writeEvidenceHeader(identity, evidenceCount)];
  }

  record(evidence: Evidence): number {
    if (this.#isClosed) throw new TypeError("Cannot write after the trailer");
    const blocks = writeEvidenceRecord(this.identity, this.#sequence + 1, evidence);
    this.#chunks.push(blocks);
    this.#blockCount += blocks.length / EVIDENCE_BLOCK_BYTES;
    return ++this.#sequence;
  }

  trailer(): EvidenceSummary {
    if (this.#isClosed) throw new TypeError("Cannot write after the trailer");
    if (this.#sequence !== this.evidenceCount) {
      throw new TypeError(
        `Cannot end the file: "${this.evidenceCount}" were announced, "${this.#sequence}" came`,
      );
    }
    this.#isClosed = true;
    const { evidenceCount } = this;
    const summary = { ...this.identity, evidenceCount, blockCount: this.#blockCount };
    this.#chunks.push(writeEvidenceTrailer(summary));
    return summary;
  }

  drain(): Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }
}
