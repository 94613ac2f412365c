/**
 * Fields of the API: each knows its JSON Schema (2020-12, as OpenAPI 3.1 has it), reads what comes in
 * and writes what goes out. So the document, the checks and the answers cannot differ.
 */

/** A schema as plain JSON. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One thing that is wrong; the field by its path, e.g. `instructionIds[3]`. */
export interface ApiProblem {
  readonly field: string;
  readonly reason: string;
}

/** Where a value stands, and where what is wrong with it goes. */
export interface Place {
  readonly field: string;
  readonly problems: ApiProblem[];
}

export interface Field<Value> {
  readonly schema: JsonSchema;
  /** Whether it may be left out. */
  readonly isOptional?: boolean;
  /** What holds when it is left out. */
  readonly fallback?: Value;
  /** The value; undefined once a problem was told. */
  read(value: unknown, place: Place): Value | undefined;
  /** The value of a query parameter as `read` takes it; the text itself unless said. */
  ofText?(text: string): unknown;
  /** As it goes out in JSON; itself unless said. */
  write?(value: unknown): unknown;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
type ValueOf<Each> = Each extends Field<infer Value> ? Value : never;
export type ValuesOf<All extends Fields> = { [Name in keyof All]: ValueOf<All[Name]> };

/** May be left out, or be null. */
export function optional<Value>(field: Field<Value>): Field<Value | undefined> {
  return { ...field, isOptional: true };
}

/** What holds when it is left out stands in the schema too. */
export function withDefault<Value extends string | number | boolean>(
  field: Field<Value>,
  fallback: Value,
): Field<Value> {
  return {
    ...field,
    schema: { ...field.schema, default: fallback },
    isOptional: true,
    fallback,
  };
}

/** An object of exactly these fields: an unknown name is a mistake that is told. */
export function object<All extends Fields>(fields: All): Field<ValuesOf<All>> & { fields: All } {
  const entries = Object.entries(fields);
  const required = entries.filter(([, { isOptional }]) => !isOptional).map(([name]) => name);
  return {
    fields,
    schema: {
      type: "object",
      properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: false,
    },
    read(value, place) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return tell(place, "notAnObject");
      }
      return readObject(fields, value, place) as ValuesOf<All>;
    },
    write: (value) => writeObject(fields, value as Readonly<Record<string, unknown>>),
  };
}

function readObject(fields: Fields, value: object, { field, problems }: Place): object {
  const pathOf = (name: string) => field === "" ? name : `${field}.${name}`;
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name)) {
      problems.push({ field: pathOf(name.slice(0, NAME_LENGTH_MAX)), reason: "unknown" });
    }
    if (problems.length >= PROBLEM_COUNT_MAX) return {};
  }
  const given = new Map(Object.entries(value));
  const values: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(fields)) {
    const one: unknown = given.get(name);
    const place = { field: pathOf(name), problems };
    if (one !== undefined && one !== null) values[name] = each.read(one, place);
    else if (each.fallback !== undefined) values[name] = each.fallback;
    else if (!each.isOptional) tell(place, "missing");
  }
  return values;
}

function writeObject(fields: Fields, value: Readonly<Record<string, unknown>>): object {
  const written: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(fields)) {
    const one = value[name];
    if (one !== undefined) written[name] = each.write === undefined ? one : each.write(one);
  }
  return written;
}

/** A list; as a query parameter its parts are parted by commas. */
export function list<Value>(field: Field<Value>, countMax: number): Field<readonly Value[]> {
  return {
    schema: { type: "array", items: field.schema, maxItems: countMax },
    read(value, { field: path, problems }) {
      if (!Array.isArray(value)) return tell({ field: path, problems }, "notAList");
      if (value.length > countMax) return tell({ field: path, problems }, "tooMany");
      const values: Value[] = [];
      for (const [index, one] of value.entries()) {
        if (problems.length >= PROBLEM_COUNT_MAX) break;
        values.push(field.read(one, { field: `${path}[${index}]`, problems }) as Value);
      }
      return values;
    },
    ofText: (text) => text === "" ? [] : text.split(","),
    write: (value) =>
      (value as readonly unknown[]).map((one) =>
        field.write === undefined ? one : field.write(one)
      ),
  };
}

/** Tells what is wrong with the value at a place. */
export function tell({ field, problems }: Place, reason: string): undefined {
  problems.push({ field, reason });
}

const NAME_LENGTH_MAX = 50;
const PROBLEM_COUNT_MAX = 100;
