import { cleanText } from "../settings/fields/clean_text.ts";
import { FIELD_COLUMNS } from "./columns.ts";

/** For each column of the template the cell it stands in, -1 where the file lacks it. */
export type CellPositions = readonly number[];

export interface HeadingProblems {
  readonly missing: string[];
  readonly unknown: string[];
}

const UNKNOWN_COUNT_MAX = 30;
const SHOWN_LENGTH_MAX = 40;

/** Finds the columns by their titles, in any order; optional ones may lack. */
export function readHeadings(
  cells: readonly string[],
): { readonly positions: CellPositions } | { readonly problems: HeadingProblems } {
  const positions = FIELD_COLUMNS.map(() => -1);
  const unknown: string[] = [];
  cells.forEach((cell, at) => {
    const heading = keyOf(cell);
    if (heading === "") return;
    const column = FIELD_COLUMNS.findIndex(({ title }) => keyOf(title) === heading);
    if (column < 0 || positions[column] !== -1) unknown.push(shown(cell));
    else positions[column] = at;
  });
  const missing = FIELD_COLUMNS
    .filter(({ isRequired }, column) => isRequired && positions[column] === -1)
    .map(({ title }) => title);
  if (missing.length === 0 && unknown.length === 0) return { positions };
  return { problems: { missing, unknown: unknown.slice(0, UNKNOWN_COUNT_MAX) } };
}

/** Spaces and the mark of required columns do not count. */
function keyOf(heading: string): string {
  return cleanText(heading).replaceAll(/[\s*]/g, "");
}

/** Without headings the first row is somebody's: its digits are nobody's business. */
function shown(heading: string): string {
  return cleanText(heading).slice(0, SHOWN_LENGTH_MAX).replaceAll(/\d/g, "*");
}
