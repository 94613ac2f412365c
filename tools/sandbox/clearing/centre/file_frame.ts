import { shortName } from "../file_name.ts";
import { recordBytesOf } from "../file_kind.ts";
import { textOf } from "../layout/fields.ts";
import { readRecords } from "../layout/record_reader.ts";
import { shortDate } from "../layout/registration_record.ts";
import { type ArrivedFile, FileRefusedError } from "./checked_file.ts";

const MALFORMED = "B0011";
/** Header and trailer alone are no file. */
const RECORDS_MIN = 3;

/** What is read between header and trailer. */
export interface FrameVisitor {
  /** A data record as text, one character per byte, and its place from 1. */
  record(text: string, recordNumber: number, institution: string): void;
  /** Bytes 27 and on that the trailer must have. */
  trailerText(): string;
}

/**
 * Walks an EB or EC file and holds header and trailer against its name and its records.
 *
 * @returns the institution, and the trailer's text for further checks
 * @throws {FileRefusedError}
 */
export async function walkFrame(
  file: ArrivedFile,
  visitor: FrameVisitor,
): Promise<{ institution: string; recordCount: number }> {
  const recordBytes = recordBytesOf(file.kind);
  refuseUnless(file.sizeBytes % recordBytes === 0, "the length is no multiple of the record's");
  const lastNumber = file.sizeBytes / recordBytes - 1;
  refuseUnless(lastNumber >= RECORDS_MIN - 1, "there is no data record");

  let institution = file.institution ?? "";
  let number = 0;
  for await (const record of readRecords(file.path, recordBytes)) {
    const text = textOf(record);
    if (number === 0) institution = checkHeader(text, file);
    else if (number < lastNumber) visitor.record(text, number, institution);
    else checkTrailer(text, { file, institution, expected: visitor.trailerText() });
    number++;
  }
  return { institution, recordCount: lastNumber - 1 };
}

function checkHeader(text: string, file: ArrivedFile): string {
  refuseUnless(text.startsWith("H00000000"), "the first record is no header");
  const institution = text.slice(9, 19);
  refuseUnless(
    institution === (file.institution ?? institution) && institution.trim() !== "",
    "the header names another institution",
  );
  refuseUnless(
    text.slice(19, 27) === shortName(file.kind, file.day),
    "the header names another file",
  );
  refuseUnless(text.slice(27, 33) === shortDate(file.day), "the header names another day");
  return institution;
}

function checkTrailer(
  text: string,
  { file, institution, expected }: {
    readonly file: ArrivedFile;
    readonly institution: string;
    readonly expected: string;
  },
): void {
  refuseUnless(text.startsWith("T99999999"), "the last record is no trailer");
  refuseUnless(text.slice(9, 19) === institution, "the trailer names another institution");
  refuseUnless(
    text.slice(19, 27) === shortName(file.kind, file.day),
    "the trailer names another file",
  );
  refuseUnless(
    text.slice(27, 27 + expected.length) === expected,
    "the trailer's counts or sums are not those of the records",
  );
}

/** @throws {FileRefusedError} */
export function refuseUnless(isRight: boolean, reason: string): void {
  if (!isRight) throw new FileRefusedError(MALFORMED, reason);
}
