import { shownValue } from "./field_rules.ts";

/** Where in which file something is wrong. */
export interface FieldPlace {
  /** The file's name as its records hold it, such as "EB221120". */
  readonly file: string;
  /** Position in the file: 0 is the header, 1 the first record; the trailer comes last. */
  readonly recordNumber: number;
  readonly field: string;
  /** Left out for account numbers, birth dates, business numbers and phones. */
  readonly value?: string;
  /** What was wanted instead, as a phrase. */
  readonly wanted: string;
}

/** A file that came differs from its layout, from what was expected, or from its own trailer. */
export class FileFormatError extends Error {
  override name = "FileFormatError";
  readonly file: string;
  readonly recordNumber: number;
  readonly field: string;
  readonly value: string | undefined;

  constructor(place: FieldPlace) {
    super(`Cannot read file "${place.file}": ${describe(place)}`);
    ({ file: this.file, recordNumber: this.recordNumber, field: this.field } = place);
    this.value = place.value;
  }
}

/** A file ends before its trailer: it was cut on the way, and may be fetched again. */
export class TruncatedFileError extends FileFormatError {
  override name = "TruncatedFileError";
}

/**
 * There is not one byte. An empty file can mean that nothing failed or that nothing is ready yet, so
 * nothing may be concluded from it.
 */
export class EmptyFileError extends Error {
  override name = "EmptyFileError";
  constructor(readonly file: string) {
    super(`Cannot read file "${file}": it is empty, which does not say that nothing failed`);
  }
}

/** A record cannot be sent as it is: the clearing house would refuse it. */
export class FieldRefusedError extends Error {
  override name = "FieldRefusedError";
  readonly file: string;
  readonly recordNumber: number;
  readonly field: string;
  readonly value: string | undefined;

  constructor(place: FieldPlace) {
    super(`Cannot write file "${place.file}": ${describe(place)}`);
    ({ file: this.file, recordNumber: this.recordNumber, field: this.field } = place);
    this.value = place.value;
  }
}

/**
 * A result file is sound in itself and yet does not fit the request file that it answers. What differs
 * is a field of a record, or something that is told outside of the file; values that tell of a person
 * are left out here.
 */
export class UnreconciledResultError extends Error {
  override name = "UnreconciledResultError";
  readonly recordNumber: number | undefined;
  readonly field: string | undefined;
  readonly value: string | undefined;

  constructor(readonly file: string, why: Omit<FieldPlace, "file"> | string) {
    const place = typeof why === "string" ? undefined : withoutPersonalValue({ ...why, file });
    super(`Cannot settle by file "${file}": ${place === undefined ? why : describe(place)}`);
    ({ recordNumber: this.recordNumber, field: this.field, value: this.value } = place ?? NOWHERE);
  }
}

const NOWHERE = { recordNumber: undefined, field: undefined, value: undefined };

function withoutPersonalValue(place: FieldPlace): FieldPlace {
  const { value, ...rest } = place;
  const shown = value === undefined ? undefined : shownValue(place.field, value);
  return shown === undefined ? rest : { ...rest, value: shown };
}

function describe({ recordNumber, field, value, wanted }: FieldPlace): string {
  const held = value === undefined ? "holds something else" : `is ${JSON.stringify(value)}`;
  return `record ${recordNumber}, field "${field}" ${held}, wanted ${wanted}`;
}
