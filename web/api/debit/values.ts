import { type Field, tell } from "./field.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;
const YEAR_MIN = 2000;
const YEAR_MAX = 2100;

/** Text that the database can hold: whole characters, and no NUL. */
export function text(lengthMax: number): Field<string> {
  return {
    schema: { type: "string", maxLength: lengthMax },
    read(value, place) {
      if (typeof value !== "string") return tell(place, "notAText");
      if (value.length > lengthMax) return tell(place, "tooLong");
      if (value.includes("\0") || !value.isWellFormed()) return tell(place, "characters");
      return value;
    },
  };
}

export const uuid: Field<string> = {
  schema: { type: "string", format: "uuid" },
  read(value, place) {
    if (typeof value !== "string" || !UUID.test(value)) return tell(place, "notAnId");
    return value.toLowerCase();
  },
};

/** A calendar date that exists, "2026-12-25". */
export const date: Field<string> = {
  schema: { type: "string", format: "date" },
  read(value, place) {
    if (typeof value !== "string" || !isDate(value)) return tell(place, "notADate");
    return value;
  },
};

function isDate(value: string): boolean {
  const [, year, month, day] = DATE.exec(value)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < YEAR_MIN || year > YEAR_MAX) return false;
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
}

/** An instant (RFC 3339), "2026-12-25T14:00:00+09:00"; it goes out in UTC. */
export const instant: Field<Date> = {
  schema: { type: "string", format: "date-time" },
  read(value, place) {
    const isInstant = typeof value === "string" && INSTANT.test(value) &&
      isDate(value.slice(0, "2026-12-25".length)) && !Number.isNaN(new Date(value).getTime());
    return isInstant ? new Date(value) : tell(place, "notAnInstant");
  },
  write: (value) => value instanceof Date ? value.toISOString() : value,
};

/** A whole number within bounds, both included. */
export function whole({ min, max }: { readonly min: number; readonly max: number }): Field<number> {
  return {
    schema: { type: "integer", minimum: min, maximum: max },
    read(value, place) {
      if (typeof value !== "number" || !Number.isInteger(value)) return tell(place, "notWhole");
      return value < min || value > max ? tell(place, "outOfRange") : value;
    },
    ofText: (given) => /^-?\d{1,15}$/.test(given) ? Number(given) : given,
  };
}

/** An amount in whole won. */
export const won: Field<bigint> = {
  schema: { type: "integer", format: "int64", description: "원 단위 금액" },
  read(value, place) {
    if (typeof value !== "number" || !Number.isSafeInteger(value)) return tell(place, "notWhole");
    return BigInt(value);
  },
  write: (value) => Number(value),
};

export const flag: Field<boolean> = {
  schema: { type: "boolean" },
  read: (value, place) => typeof value === "boolean" ? value : tell(place, "notAFlag"),
  ofText: (given) => given === "true" ? true : given === "false" ? false : given,
};

export function choice<const Word extends string>(words: readonly Word[]): Field<Word> {
  return {
    schema: { type: "string", enum: words },
    read: (value, place) => words.find((word) => word === value) ?? tell(place, "notAChoice"),
  };
}

/** What is told as it is, e.g. the data of an event. */
export const anything: Field<unknown> = { schema: {}, read: (value) => value };
