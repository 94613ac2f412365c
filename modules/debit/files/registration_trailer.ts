import { FieldReader } from "./field_reader.ts";
import { type Layout, PRINTABLE } from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { readFrame, writeFrame } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { FileIdentity, RegistrationFileKind } from "./file_types.ts";
import { REGISTRATION_RECORD_BYTES } from "./registration_header.ts";
import type { ApplicationKind, RegistrationTotals } from "./registration_types.ts";

/** The trailer of EB11, EB12, EB13 and EB14 (Trailer Record). */
export const REGISTRATION_TRAILER = {
  recordKind: [0, 1],
  sequence: [1, 9],
  institutionCode: [9, 19],
  file: [19, 27],
  recordCount: [27, 35],
  newCount: [35, 43],
  changeCount: [43, 51],
  cancelCount: [51, 59],
  forcedCancelCount: [59, 67],
  filler: [67, 110],
  // How the code of authenticity is computed is told under contract only, so it stays spaces.
  authenticationCode: [110, 120],
} as const satisfies Layout;

/** Changes are sent as a cancellation and a new application, so none is ever counted. */
const CHANGE_COUNT = 0;

/** Counts applications by their kind. */
export class RegistrationCounts {
  #counts = { "new": 0, "cancel": 0, "forced-cancel": 0 };

  add(applicationKind: ApplicationKind): void {
    this.#counts[applicationKind]++;
  }

  totals(): RegistrationTotals {
    const { new: newCount, cancel: cancelCount, "forced-cancel": forcedCancelCount } = this.#counts;
    const recordCount = newCount + cancelCount + forcedCancelCount;
    return { recordCount, newCount, cancelCount, forcedCancelCount };
  }
}

export function writeRegistrationTrailer(
  identity: FileIdentity<RegistrationFileKind>,
  totals: RegistrationTotals,
): Uint8Array<ArrayBuffer> {
  const fields = new FieldWriter(REGISTRATION_TRAILER, {
    recordBytes: REGISTRATION_RECORD_BYTES,
    file: recordFileName(identity),
    recordNumber: totals.recordCount + 1,
  });
  writeFrame(fields, "T", identity);
  fields.number("recordCount", totals.recordCount);
  fields.number("newCount", totals.newCount);
  fields.number("changeCount", CHANGE_COUNT);
  fields.number("cancelCount", totals.cancelCount);
  fields.number("forcedCancelCount", totals.forcedCancelCount);
  return fields.bytes;
}

/**
 * Compares the trailer with what the records add up to.
 *
 * @throws {FileFormatError} when a count differs
 */
export function readRegistrationTrailer(
  identity: FileIdentity<RegistrationFileKind>,
  counted: RegistrationTotals,
  bytes: Uint8Array,
  offset: number,
): void {
  const fields = new FieldReader(REGISTRATION_TRAILER, recordFileName(identity));
  fields.move(bytes, offset, counted.recordCount + 1);
  readFrame(fields, "T", identity);
  fields.total("recordCount", counted.recordCount);
  fields.total("newCount", counted.newCount);
  fields.total("changeCount", CHANGE_COUNT);
  fields.total("cancelCount", counted.cancelCount);
  fields.total("forcedCancelCount", counted.forcedCancelCount);
  fields.spaces("filler");
  fields.text("authenticationCode", PRINTABLE);
}
