import { EVIDENCE_BLOCK_BYTES, readEvidenceHeader } from "./evidence_header.ts";
import {
  EVIDENCE_PART_BYTES,
  EVIDENCE_RECORD,
  evidenceBlockCount,
  readEvidencePart,
} from "./evidence_record.ts";
import { readEvidenceTrailer } from "./evidence_trailer.ts";
import type { EvidenceRecord, EvidenceSummary } from "./evidence_types.ts";
import { FieldReader } from "./field_reader.ts";
import { EmptyFileError, FileFormatError, TruncatedFileError } from "./file_errors.ts";
import { requireIdentity } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { ByteSource, FileIdentity, FileReading } from "./file_types.ts";
import { chunksOf, RecordCutter } from "./record_cutter.ts";

const SPACE = 0x20;
const EVIDENCE = "22";
const TRAILER = "33";

/**
 * Reads EI13 (출금동의 증빙자료), as those who check it do.
 *
 * The reading throws `EmptyFileError`, `TruncatedFileError` or `FileFormatError`.
 *
 * @throws {RangeError} when there can be no such file
 */
export function readEvidenceFile(
  source: ByteSource,
  identity: FileIdentity<"EI13">,
): FileReading<EvidenceRecord, EvidenceSummary> {
  return new EvidenceReading(source, requireIdentity(identity));
}

/** A piece of evidence of which blocks are still to come. */
interface Unfinished {
  readonly part: ReturnType<typeof readEvidencePart>;
  /** All of its blocks, as far as they came. */
  readonly blocks: Uint8Array<ArrayBuffer>;
  readonly filledBytes: number;
}

class EvidenceReading implements FileReading<EvidenceRecord, EvidenceSummary> {
  readonly #file: string;
  readonly #fields: FieldReader<typeof EVIDENCE_RECORD>;
  #announcedCount: number | undefined;
  #unfinished: Unfinished | undefined;
  #evidenceCount = 0;
  #blockCount = 0;
  #summary: EvidenceSummary | undefined;
  #isStarted = false;
  #isDone = false;

  constructor(readonly source: ByteSource, readonly identity: FileIdentity<"EI13">) {
    this.#file = recordFileName(identity);
    this.#fields = new FieldReader(EVIDENCE_RECORD, this.#file);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<EvidenceRecord> {
    for await (const batch of this.batches()) yield* batch;
  }

  async *batches(): AsyncGenerator<readonly EvidenceRecord[]> {
    if (this.#isStarted) throw new TypeError("Cannot read a file twice");
    this.#isStarted = true;
    const cutter = new RecordCutter(EVIDENCE_BLOCK_BYTES);
    for await (const chunk of chunksOf(this.source)) {
      for (const run of cutter.cut(chunk)) {
        for (let start = 0; start < run.length; start += EVIDENCE_BLOCK_BYTES) {
          const record = this.#readBlock(run.subarray(start, start + EVIDENCE_BLOCK_BYTES));
          if (record) yield [record];
        }
      }
    }
    this.#end(cutter.carriedBytes);
    this.#isDone = true;
  }

  summary(): EvidenceSummary {
    if (!this.#isDone) throw new TypeError("Cannot tell the summary before the file's end");
    return this.#summary!;
  }

  /** The piece of evidence that this block completes, if it does. */
  #readBlock(block: Uint8Array): EvidenceRecord | undefined {
    if (this.#summary !== undefined) this.#refuse("end", "nothing after the trailer");
    if (this.#announcedCount === undefined) {
      this.#announcedCount = readEvidenceHeader(this.identity, block);
    } else if (this.#unfinished) {
      return this.#addBlock(this.#unfinished, block);
    } else {
      return this.#readFirstBlock(block);
    }
  }

  #readFirstBlock(block: Uint8Array): EvidenceRecord | undefined {
    const recordNumber = this.#evidenceCount + 1;
    this.#fields.move(block, 0, recordNumber);
    const kinds = { [EVIDENCE]: EVIDENCE, [TRAILER]: TRAILER };
    const kind = this.#fields.choice("recordKind", kinds, '"22" or "33"');
    if (kind === TRAILER) {
      this.#readTrailer(block);
      return undefined;
    }
    const part = readEvidencePart(this.#fields, this.identity, recordNumber);
    const blocks = new Uint8Array(evidenceBlockCount(part.length) * EVIDENCE_BLOCK_BYTES);
    return this.#addBlock({ part, blocks, filledBytes: 0 }, block);
  }

  #addBlock(unfinished: Unfinished, block: Uint8Array): EvidenceRecord | undefined {
    const { part, blocks } = unfinished;
    blocks.set(block, unfinished.filledBytes);
    const filledBytes = unfinished.filledBytes + EVIDENCE_BLOCK_BYTES;
    this.#blockCount++;
    if (filledBytes < blocks.length) {
      this.#unfinished = { part, blocks, filledBytes };
      return undefined;
    }
    this.#unfinished = undefined;
    this.#evidenceCount++;
    const { length, ...evidence } = part;
    const contentEnd = EVIDENCE_PART_BYTES + length;
    if (blocks.subarray(contentEnd).some((byte) => byte !== SPACE)) {
      this.#refuse("padding", "spaces after the evidence");
    }
    return { ...evidence, content: blocks.slice(EVIDENCE_PART_BYTES, contentEnd) };
  }

  #readTrailer(block: Uint8Array): void {
    const counted = {
      ...this.identity,
      evidenceCount: this.#evidenceCount,
      blockCount: this.#blockCount,
    };
    readEvidenceTrailer(counted, block);
    if (this.#announcedCount !== this.#evidenceCount) {
      this.#refuse("evidenceCount", `the ${this.#announcedCount} that the header announces`);
    }
    this.#summary = counted;
  }

  #end(carriedBytes: number): void {
    const file = this.#file;
    const recordNumber = this.#recordNumber();
    if (carriedBytes === 0 && this.#announcedCount === undefined) throw new EmptyFileError(file);
    if (this.#summary !== undefined && carriedBytes > 0) {
      this.#refuse("end", "nothing after the trailer");
    }
    if (carriedBytes > 0) {
      const value = String(carriedBytes);
      const wanted = `${EVIDENCE_BLOCK_BYTES} bytes`;
      throw new TruncatedFileError({ file, recordNumber, field: "length", value, wanted });
    }
    if (this.#summary === undefined) {
      const wanted = "a trailer before the file ends";
      throw new TruncatedFileError({ file, recordNumber, field: "recordKind", value: "", wanted });
    }
  }

  #refuse(field: string, wanted: string): never {
    const recordNumber = this.#recordNumber();
    throw new FileFormatError({ file: this.#file, recordNumber, field, wanted });
  }

  /** The place of what is being read. */
  #recordNumber(): number {
    return this.#announcedCount === undefined ? 0 : this.#evidenceCount + 1;
  }
}
