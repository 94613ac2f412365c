import { compactDay, type Day, parseCompactDay } from "./calendar/korean_day.ts";
import { type FileKind, isResultKind, isSentKind } from "./file_kind.ts";

/** "EB211123", as it stands inside the records and in the API. */
export function shortName(kind: FileKind, day: Day): string {
  return `${kind}${compactDay(day).slice(4)}`;
}

/** "EB211123_2026", as it lies on the SFTP server. */
export function longName(kind: FileKind, day: Day): string {
  return `${shortName(kind, day)}_${day.slice(0, 4)}`;
}

/** Kind and day of a name on the SFTP server; undefined where it is no such name. */
export function parseLongName(name: string): { kind: FileKind; day: Day } | undefined {
  const [, kind = "", monthDay, year] = /^(E[BCI]\d\d)(\d{4})_(\d{4})$/.exec(name) ?? [];
  const day = parseCompactDay(`${year}${monthDay}`);
  if (day === undefined) return undefined;
  return isSentKind(kind) || isResultKind(kind) ? { kind, day } : undefined;
}
