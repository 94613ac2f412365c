import { type Field, list, object, optional, withDefault } from "./field.ts";
import { text, whole } from "./values.ts";

const LIMIT_MAX = 200;
const LIMIT_DEFAULT = 50;
const CURSOR_LENGTH_MAX = 500;

/** Where a list goes on, and how much of it is told at once. */
export const paging = {
  after: optional(text(CURSOR_LENGTH_MAX)),
  limit: withDefault(whole({ min: 1, max: LIMIT_MAX }), LIMIT_DEFAULT),
} as const;

/** A page: `next` is the `after` of the next one, absent on the last. */
export function page(row: Field<unknown>) {
  return object({
    rows: list(row, LIMIT_MAX),
    next: optional(text(CURSOR_LENGTH_MAX)),
    total: whole({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  });
}
