import { FieldReader } from "./field_reader.ts";
import type { Layout } from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { readFrame, writeFrame } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { FileIdentity, RegistrationFileKind } from "./file_types.ts";

/** Bytes of every record in EB11, EB12, EB13 and EB14. */
export const REGISTRATION_RECORD_BYTES = 120;

/** The header of EB11, EB12, EB13 and EB14 (Header Record). */
export const REGISTRATION_HEADER = {
  recordKind: [0, 1],
  sequence: [1, 9],
  institutionCode: [9, 19],
  file: [19, 27],
  date: [27, 33],
  filler: [33, 120],
} as const satisfies Layout;

export function writeRegistrationHeader(
  identity: FileIdentity<RegistrationFileKind>,
): Uint8Array<ArrayBuffer> {
  const fields = new FieldWriter(REGISTRATION_HEADER, {
    recordBytes: REGISTRATION_RECORD_BYTES,
    file: recordFileName(identity),
    recordNumber: 0,
  });
  writeFrame(fields, "H", identity);
  fields.date("date", identity.date);
  return fields.bytes;
}

/** @throws {FileFormatError} when it is not the header of the file that was expected */
export function readRegistrationHeader(
  identity: FileIdentity<RegistrationFileKind>,
  bytes: Uint8Array,
  offset: number,
): void {
  const fields = new FieldReader(REGISTRATION_HEADER, recordFileName(identity));
  fields.move(bytes, offset, 0);
  readFrame(fields, "H", identity);
  fields.constant("date", identity.date.slice(2).replaceAll("-", ""));
  fields.spaces("filler");
}
