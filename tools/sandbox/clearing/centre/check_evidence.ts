import { compactDay } from "../calendar/korean_day.ts";
import { BLOCK_BYTES, blocksOf, evidenceFields } from "../layout/evidence_record.ts";
import { digits, isDigits, textOf } from "../layout/fields.ts";
import { readRecords } from "../layout/record_reader.ts";
import { mandateKeyOf } from "../mandates.ts";
import type { ArrivedFile, CentreError, CheckedFile } from "./checked_file.ts";
import { refuseUnless } from "./file_frame.ts";

const EVIDENCE_BYTES_MAX = 300 * 1024;
const EXTENSIONS = ["jpg", "jpeg", "gif", "tif", "pdf", "mp3", "wav", "wmv", "der"];
/** Paper, recorded voice, electronic signature. */
const EVIDENCE_KINDS = ["1", "2", "3", "4", "5"];

interface Walk {
  readonly file: ArrivedFile;
  readonly lastBlock: number;
  institution: string;
  pieceCount: number;
  announcedCount: string;
  /** Blocks of the present piece that are still to come. */
  blocksLeft: number;
  readonly errors: CentreError[];
  readonly keys: string[];
}

/**
 * The check of evidence of consent (EI13).
 *
 * @returns the mandates for which there is evidence, by their keys
 * @throws {FileRefusedError}
 */
export async function checkEvidence(
  file: ArrivedFile,
): Promise<CheckedFile & { readonly keys: readonly string[] }> {
  refuseUnless(file.sizeBytes % BLOCK_BYTES === 0, "the length is no multiple of a block's");
  const walk: Walk = {
    file,
    lastBlock: file.sizeBytes / BLOCK_BYTES - 1,
    institution: "",
    pieceCount: 0,
    announcedCount: "",
    blocksLeft: 0,
    errors: [],
    keys: [],
  };
  refuseUnless(walk.lastBlock >= 2, "there is no evidence");
  let number = 0;
  for await (const block of readRecords(file.path, BLOCK_BYTES)) {
    if (number === 0) readHeader(walk, textOf(block.subarray(0, 64)));
    else if (number === walk.lastBlock) readTrailer(walk, textOf(block.subarray(0, 64)));
    else if (walk.blocksLeft > 0) walk.blocksLeft--;
    else startPiece(walk, textOf(block.subarray(0, 128)), walk.lastBlock - number);
    number++;
  }
  const { institution, pieceCount, errors, keys } = walk;
  return { institution, recordCount: pieceCount, totalWon: 0, errors, keys };
}

function readHeader(walk: Walk, text: string): void {
  refuseUnless(text.startsWith("AE1112110000000"), "the first block is no header");
  refuseUnless(text.slice(15, 23) === compactDay(walk.file.day), "the header names another day");
  walk.institution = text.slice(23, 43).trimEnd();
  refuseUnless(
    walk.institution !== "" && walk.institution === (walk.file.institution ?? walk.institution),
    "the header names another institution",
  );
  walk.announcedCount = text.slice(43, 50);
}

function startPiece(walk: Walk, text: string, blocksToTrailer: number): void {
  const fields = evidenceFields(text);
  const blocks = blocksOf(fields);
  refuseUnless(text.startsWith("AE111222") && blocks !== undefined, "a block is out of place");
  refuseUnless(blocks! <= blocksToTrailer, "the evidence is longer than the file");
  walk.blocksLeft = blocks! - 1;
  walk.pieceCount++;
  const code = evidenceError(walk, fields);
  const payerNumber = fields.payerNumber.trimEnd();
  if (code !== undefined) walk.errors.push({ recordNumber: walk.pieceCount, payerNumber, code });
  else walk.keys.push(mandateKeyOf({ ...fields, institution: walk.institution }));
}

function evidenceError(
  { file, institution, pieceCount }: Walk,
  fields: ReturnType<typeof evidenceFields>,
): string | undefined {
  if (!EVIDENCE_KINDS.includes(fields.kind)) return "0101";
  if (!EXTENSIONS.includes(fields.extension.trimEnd())) return "0102";
  const length = Number(fields.length);
  if (length === 0 || length > EVIDENCE_BYTES_MAX) return "0103";
  const isRight = fields.sequence === digits(pieceCount, 7) &&
    fields.institution.trimEnd() === institution && fields.payerNumber.trim() !== "" &&
    fields.bank === (file.lineBank ?? fields.bank) && isDigits(fields.account.trimEnd());
  return isRight ? undefined : "0105";
}

function readTrailer(walk: Walk, text: string): void {
  refuseUnless(walk.blocksLeft === 0, "the evidence ends in the middle");
  refuseUnless(text.startsWith("AE1112339999999"), "the last block is no trailer");
  refuseUnless(
    text.slice(15, 35).trimEnd() === walk.institution,
    "the trailer names another institution",
  );
  const count = digits(walk.pieceCount, 7);
  refuseUnless(
    walk.announcedCount === count && text.slice(35, 42) === count &&
      text.slice(42, 52) === digits(walk.lastBlock - 1, 10),
    "the trailer's counts are not those of the evidence",
  );
}
