import type { Day } from "../calendar/korean_day.ts";
import type { FileKind, ResultKind, SentKind } from "../file_kind.ts";
import { longName } from "../file_name.ts";
import type { SentMoment } from "../timetable.ts";

/** Where a file goes: the clearing house by the institution's code, or a bank's line by the bank's. */
export type Place = string;

/** What became of a file (file_status); 2 and 4 refuse it whole, 3 some of its records. */
export const fileStatus = {
  waiting: 0,
  arrived: 1,
  refused: 2,
  partlyTaken: 3,
  tooLate: 4,
  taken: 5,
  done: 6,
  cancelled: 9,
} as const;

export type FileStatus = typeof fileStatus[keyof typeof fileStatus];

interface ExchangedBase<Kind extends FileKind> {
  /** "9912345678.EB211123_2026"; a file that was sent anew has ".2" behind it. */
  readonly id: string;
  readonly place: Place;
  readonly kind: Kind;
  readonly day: Day;
  readonly status: FileStatus;
  readonly sizeBytes: number;
  readonly recordCount: number;
  readonly totalWon: number;
  /** ISO time at which it arrived, or was made. */
  readonly at: string;
}

/** A file that an institution sent. */
export interface SentFile extends ExchangedBase<SentKind> {
  readonly direction: "sent";
  readonly institution: string;
  readonly errorCount: number;
  readonly refusal?: { readonly code: string; readonly reason: string };
  /** Set once the banks have worked on it. */
  readonly workedAt?: string;
  /** Debits per account whose tries matter. */
  readonly tries?: Readonly<Record<string, number>>;
}

/** A file that an institution may fetch. */
export interface ResultFile extends ExchangedBase<ResultKind> {
  readonly direction: "result";
  readonly institution: string;
  readonly availableAt: string;
  /** The sent file that it answers; EB11 answers none. */
  readonly answers?: string;
  readonly requestCount: number;
  readonly errorCount: number;
}

export type ExchangedFile = SentFile | ResultFile;

/** A bank's own line, not the clearing house. */
export function isLine(place: Place): boolean {
  return place.length === 3;
}

/** Taken in whole or in part: the banks will work on it. */
export function isTaken(file: SentFile): boolean {
  return file.status === fileStatus.taken || file.status === fileStatus.partlyTaken;
}

/** Whether a file of this name may not be sent again. */
export function standsInTheWay(file: SentFile): boolean {
  return isTaken(file) || file.status === fileStatus.arrived;
}

/** What the timetable asks of a file that was sent. */
export function momentOf(file: SentFile): SentMoment {
  return {
    kind: file.kind,
    day: file.day,
    arrivedAt: new Date(file.at),
    isLine: isLine(file.place),
  };
}

export function fileId(input: { place: Place; kind: FileKind; day: Day; copy: number }): string {
  const name = `${input.place}.${longName(input.kind, input.day)}`;
  return input.copy === 1 ? name : `${name}.${input.copy}`;
}
