import type { Context } from "hono";
import type { FieldReader } from "./readers.ts";

/** What a visitor typed, by field, so that a form is shown again with it. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export type FormReading<S extends Record<string, FieldReader<unknown>>> =
  | {
    readonly ok: true;
    readonly value: { readonly [K in keyof S]: ValueOf<S[K]> };
    readonly values: FormValues;
    /** The form's own idempotency key, when it carried one. */
    readonly key: string | undefined;
  }
  | {
    readonly ok: false;
    readonly errors: readonly FieldError[];
    readonly values: FormValues;
  };

type ValueOf<R> = R extends FieldReader<infer T> ? T : never;

/** Name of the hidden idempotency field. */
export const KEY_FIELD = "_key";

/**
 * Reads a posted form by its fields' readers. When a field is wrong, show the page again with
 * `errors` and `values` and status 422; when all are right, act and answer 303.
 */
export async function readForm<S extends Record<string, FieldReader<unknown>>>(
  c: Context,
  readers: S,
): Promise<FormReading<S>> {
  const body = await c.req.parseBody({ all: true });
  const value: Record<string, unknown> = {};
  const values: Record<string, readonly string[]> = {};
  const errors: FieldError[] = [];
  for (const [field, reader] of Object.entries(readers)) {
    const sent = [body[field] ?? []].flat();
    if (!reader.secret) values[field] = sent.filter((each) => typeof each === "string");
    const read = reader.read(sent);
    if (read.ok) value[field] = read.value;
    else errors.push({ field, message: read.message });
  }
  if (errors.length > 0) return { ok: false, errors, values };
  return {
    ok: true,
    value: value as { [K in keyof S]: ValueOf<S[K]> },
    values,
    key: keyIn(body),
  };
}

/** The first value of a field, empty where there is none. */
export function valueOf(values: FormValues | undefined, field: string): string {
  return values?.[field]?.[0] ?? "";
}

function keyIn(body: Record<string, unknown>): string | undefined {
  const key = body[KEY_FIELD];
  return typeof key === "string" && /^[\w-]{16,64}$/.test(key) ? key : undefined;
}
