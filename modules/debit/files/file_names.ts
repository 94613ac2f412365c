import type { FileIdentity, FileKind } from "./file_types.ts";

const FILE_KINDS: readonly FileKind[] = [
  "EB11",
  "EB12",
  "EB13",
  "EB14",
  "EB21",
  "EB22",
  "EC21",
  "EC22",
  "EI13",
];

/** The name inside the records, "EB211120". It has no year: never keep it as a file's only name. */
export function recordFileName({ kind, date }: Omit<FileIdentity, "institutionCode">): string {
  return `${kind}${date.slice(5, 7)}${date.slice(8, 10)}`;
}

/** The name on the clearing house's SFTP server, "EB211120_2026". */
export function sftpFileName(file: Omit<FileIdentity, "institutionCode">): string {
  return `${recordFileName(file)}_${file.date.slice(0, 4)}`;
}

/**
 * Kind and whole date of a name on the SFTP server.
 *
 * @throws {RangeError} when the name is none of the clearing house's
 */
export function parseSftpFileName(name: string): { kind: FileKind; date: string } {
  const [, kind, month, day, year] = name.match(/^([A-Z0-9]{4})(\d{2})(\d{2})_(\d{4})$/) ?? [];
  const known = FILE_KINDS.find((each) => each === kind);
  const date = `${year}-${month}-${day}`;
  if (known === undefined || !isDate(date)) {
    throw new RangeError(`Cannot read "${name}" as a file name of the clearing house`);
  }
  return { kind: known, date };
}

/** Whether "YYYY-MM-DD" is a day of the calendar. */
export function isDate(date: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
