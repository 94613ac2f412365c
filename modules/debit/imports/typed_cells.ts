import { normaliseNumber, withoutInvisible } from "@maru/kernel";
import { LENGTHS_MAX } from "../customers/rules.ts";
import { maskIdentity } from "../settings/fields/account_details.ts";
import { maskAccount } from "../settings/fields/mask_account.ts";
import { COLUMN_INDEX, FIELD_COLUMNS, type ImportField } from "./columns.ts";
import type { CellPositions } from "./headings.ts";

/** What is kept of a cell beyond what its column may have tells which one is meant. */
const LENGTH_MIN = 60;
/** What is told beside a reason: the row has the rest. */
const VALUE_LENGTH_MAX = 60;
/** So many digits may be an account or a resident number that slipped into another column. */
const SECRET_DIGITS_MIN = 10;
const RESIDENT_NUMBER_LENGTH = 13;
const DIGITS = /\d(?:[\s.-]?\d){9,}/g;
/** Columns in which so many digits are what belongs there. */
const NUMBER_FIELDS: ReadonlySet<ImportField> = new Set(["number", "phone", "mobile"]);

/** A row in the order of the template as it may be kept and shown. */
export function shownCells(cells: readonly string[], positions: CellPositions): string[] {
  return FIELD_COLUMNS.map(({ field }, column) =>
    shownCell(field, cells[positions[column]!] ?? "")
  );
}

/** What was typed into a column, secrets by their masks, and no more of it than is of use. */
export function shownCell(field: ImportField, typed: string): string {
  const lengthMax = (LENGTHS_MAX as Readonly<Record<string, number>>)[field] ?? 0;
  return shortened(maskedCell(field, withoutInvisible(typed)), Math.max(LENGTH_MIN, lengthMax));
}

function maskedCell(field: ImportField, text: string): string {
  if (field === "account") return maskAccount(normaliseNumber(text));
  if (field === "identity" || field === "holderIdentity") {
    const digits = normaliseNumber(text);
    return /^\d*$/.test(digits) ? maskIdentity(digits) : "*".repeat(text.length);
  }
  const countMin = NUMBER_FIELDS.has(field) ? RESIDENT_NUMBER_LENGTH : SECRET_DIGITS_MIN;
  return text.replaceAll(DIGITS, (found) => {
    const digits = normaliseNumber(found);
    return digits.length < countMin ? found : maskAccount(digits);
  });
}

/** What is told beside a reason: nothing for secrets and for what lacks. */
export function shownValue(field: ImportField, typed: string): string | undefined {
  const isSecret = "isSecret" in FIELD_COLUMNS[COLUMN_INDEX[field]]!;
  return isSecret || typed === ""
    ? undefined
    : shortened(shownCell(field, typed), VALUE_LENGTH_MAX);
}

/** The beginning of a long text, never half of a character that takes two units. */
function shortened(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  return `${text.slice(0, lengthMax).replace(/[\ud800-\udbff]$/, "")}…`;
}
