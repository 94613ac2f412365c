import type { BankCalendar } from "../calendar/bank_calendar.ts";
import { type ResultKind, resultKinds, sentKinds } from "../file_kind.ts";
import { shortName } from "../file_name.ts";
import type { House } from "../house.ts";
import { emptyTotals, resultHeader, resultTrailer } from "../layout/debit_record.ts";
import { asciiRecord, concatenate } from "../layout/fields.ts";
import { readRecords } from "../layout/record_reader.ts";
import {
  emptyRegistrationTotals,
  registrationHeader,
  registrationTrailer,
  shortDate,
} from "../layout/registration_record.ts";
import type { ResultFile, SentFile } from "./exchanged_file.ts";

/** A result that knows of no failure yet: right in itself, and wrong. */
export async function earlyResult({ store }: House, request: SentFile): Promise<Uint8Array> {
  const kind = sentKinds[request.kind].answeredBy;
  const { institution, day } = request;
  const name = shortName(kind ?? "EB22", day);
  if (kind === "EB14") return emptyRegistrations({ institution, name, day });
  const { recordBytes } = sentKinds[request.kind];
  const { value: header } = await readRecords(store.pathOf(request.id), recordBytes).next();
  return concatenate([
    resultHeader(header ?? new Uint8Array(recordBytes), name),
    resultTrailer({
      institution,
      name,
      totals: emptyTotals(),
      centreErrorCount: request.errorCount,
    }),
  ]);
}

/** The result of the day before under today's name; where there was none, one without failures. */
export function repeatedResult(house: House, result: ResultFile): Uint8Array {
  const earlier =
    house.store.list().filter((file): file is ResultFile =>
      file.direction === "result" && file.place === result.place && file.kind === result.kind &&
      file.day < result.day
    ).toSorted((left, right) => left.day < right.day ? 1 : -1)[0];
  return earlier === undefined
    ? resultOfDayBefore(house.calendar, result)
    : Deno.readFileSync(house.store.pathOf(earlier.id));
}

function resultOfDayBefore(calendar: BankCalendar, result: ResultFile): Uint8Array {
  const day = calendar.addBusinessDays(result.day, -1);
  const { institution, kind } = result;
  const name = shortName(kind, day);
  if (isRegistration(kind)) return emptyRegistrations({ institution, name, day });
  const { recordBytes } = resultKinds[kind];
  return concatenate([
    asciiRecord(recordBytes, [[0, "H00000000"], [9, institution], [19, name], [
      27,
      shortDate(day),
    ]]),
    resultTrailer({ institution, name, totals: emptyTotals(), centreErrorCount: 0 }),
  ]);
}

function emptyRegistrations(file: { institution: string; name: string; day: string }): Uint8Array {
  return concatenate([
    registrationHeader(file),
    registrationTrailer({ ...file, totals: emptyRegistrationTotals() }),
  ]);
}

function isRegistration(kind: ResultKind): boolean {
  return kind === "EB11" || kind === "EB14";
}
