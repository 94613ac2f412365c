import type { House } from "../house.ts";
import { letStand, putBankRegistrations } from "./bank_registrations.ts";
import { workOnDebits } from "./debit_work.ts";
import { isTaken, momentOf, type SentFile } from "./exchanged_file.ts";
import { workOnRegistrations } from "./registration_work.ts";

/** Something that happens by itself at its time. */
export interface DueWork {
  readonly at: Date;
  /** The file or the day that it is about. */
  readonly what: string;
  run(): Promise<void> | void;
}

/** Everything that banks still have to do, by time; a moved clock makes much of it due at once. */
export function openWork(house: House): DueWork[] {
  return [...debitsAndRegistrations(house), ...bankRegistrations(house)]
    .sort((left, right) => left.at.getTime() - right.at.getTime());
}

function debitsAndRegistrations(house: House): DueWork[] {
  const { store, timetable } = house;
  return store.list()
    .filter((file): file is SentFile => file.direction === "sent")
    .filter((file) => isTaken(file) && file.workedAt === undefined && workerOf(file) !== undefined)
    .map((file) => ({
      at: timetable.workAt(momentOf(file)),
      what: file.id,
      run: () => workerOf(file)?.(house, file),
    }));
}

function workerOf({ kind }: SentFile) {
  switch (kind) {
    case "EB21":
    case "EC21":
      return workOnDebits;
    case "EB13":
      return workOnRegistrations;
    default:
      return undefined;
  }
}

function bankRegistrations(house: House): DueWork[] {
  const { applications, store, timetable } = house;
  const bySlot = Map.groupBy(applications.waiting(), ({ place, day }) => `${place} ${day}`);
  return [...bySlot.values()].flatMap((waiting) => {
    const { place, day } = waiting[0]!;
    const standing = {
      at: timetable.registrationsStandAt(day),
      what: `${place}.EB11 ${day}`,
      run: () => letStand(house, waiting),
    };
    if (store.result({ place, kind: "EB11", day }) !== undefined) return [standing];
    const going = {
      at: timetable.registrationsOutAt(day),
      what: `${place}.EB11 ${day}`,
      run: () => putBankRegistrations(house, { place, day }),
    };
    return [going, standing];
  });
}

/** What can be fetched from a later moment on: results that are made or awaited, and EB11. */
export function upcomingResults(house: House): { at: Date; what: string }[] {
  const { store, timetable, context } = house;
  const made = store.list().flatMap((file) =>
    file.direction === "result" ? [{ at: new Date(file.availableAt), what: file.id }] : []
  );
  const awaited = store.list()
    .filter((file): file is SentFile => file.direction === "sent")
    .filter((file) => isTaken(file) && file.workedAt === undefined && workerOf(file) !== undefined)
    .map((file) => ({ at: timetable.answeredAt(momentOf(file)), what: file.id }));
  const registrations = bankRegistrations(house).map(({ at, what }) => ({ at, what }));
  return [...made, ...awaited, ...registrations]
    .filter(({ at }) => at > context.now())
    .sort((left, right) => left.at.getTime() - right.at.getTime());
}
