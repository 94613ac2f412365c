import type { FieldReader } from "./field_reader.ts";
import type { FieldWriter } from "./field_writer.ts";
import { INSTITUTION_CODE, type Layout } from "./field_rules.ts";
import { isDate, recordFileName } from "./file_names.ts";
import type { FileIdentity } from "./file_types.ts";

/** Bytes of the institution's code in the files of EB and EC. */
const INSTITUTION_BYTES = 10;
/** What stands in place of a sequence number in header and trailer. */
const FRAME_SEQUENCES = { H: "00000000", T: "99999999" } as const;

type FrameFields =
  & Layout
  & Record<"recordKind" | "sequence" | "institutionCode" | "file", unknown>;

/**
 * The identity itself, when a file can have it.
 *
 * @throws {RangeError} when the institution's code or the date is impossible
 */
export function requireIdentity<Identity extends FileIdentity>(identity: Identity): Identity {
  const { institutionCode, date } = identity;
  if (!INSTITUTION_CODE.pattern.test(institutionCode)) {
    throw new RangeError(
      `Cannot use "${institutionCode}" as institution code: wanted ${INSTITUTION_CODE.wanted}`,
    );
  }
  if (!isDate(date) || !date.startsWith("20")) {
    throw new RangeError(`Cannot use "${date}" as date of a file: wanted YYYY-MM-DD from 2000`);
  }
  return identity;
}

/** The institution's code as the records hold it. */
export function institutionField(identity: FileIdentity): string {
  return identity.institutionCode.padEnd(INSTITUTION_BYTES);
}

/** Writes what a header (H) or a trailer (T) begins with. */
export function writeFrame(
  fields: FieldWriter<FrameFields>,
  recordKind: "H" | "T",
  identity: FileIdentity,
): void {
  fields.constant("recordKind", recordKind);
  fields.constant("sequence", FRAME_SEQUENCES[recordKind]);
  fields.constant("institutionCode", identity.institutionCode);
  fields.constant("file", recordFileName(identity));
}

/** Checks that a header (H) or a trailer (T) begins as that of the expected file does. */
export function readFrame(
  fields: FieldReader<FrameFields>,
  recordKind: "H" | "T",
  identity: FileIdentity,
): void {
  fields.constant("recordKind", recordKind);
  fields.constant("sequence", FRAME_SEQUENCES[recordKind]);
  fields.constant("institutionCode", institutionField(identity));
  fields.constant("file", recordFileName(identity));
}
