import { normaliseNumber } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";

const TEXT_LENGTH_MAX = 100;
/** Fewer digits than this are in every phone number. */
const DIGITS_LENGTH_MIN = 3;
const NUMBER = /^\+?[\d\s.()-]+$/;

/**
 * Whether the customer `c` has a text in number, name, phone, mobile or mail. Numbers may be typed with
 * hyphens. Undefined where nothing was typed.
 */
export function customerMatches(text: string | undefined): RawBuilder<boolean> | undefined {
  const wanted = searchTextOf(text ?? "");
  if (wanted === "") return undefined;
  const digits = NUMBER.test(wanted) ? normaliseNumber(wanted) : "";
  const forms = digits.length >= DIGITS_LENGTH_MIN && digits !== wanted
    ? [wanted, digits]
    : [wanted];
  const places = forms.map((form) => sql<boolean>`c.search_text like ${patternOf(form)}`);
  return sql<boolean>`(${sql.join(places, sql` or `)})`;
}

/** A pattern that finds the text anywhere, its own wildcards taken as they are. */
export function patternOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** As `search_text` is written: composed, ASCII in small letters, no controls. */
function searchTextOf(text: string): string {
  return text.normalize("NFC").replace(/\p{Cc}/gu, " ").trim().slice(0, TEXT_LENGTH_MAX)
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
