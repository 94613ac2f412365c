/** What a table is before it is written. */

/** `text` stays text whatever it looks like; `won` is a whole number with thousands separators. */
export type SheetColumnKind = "text" | "integer" | "date" | "won";

export interface SheetColumn {
  readonly title: string;
  readonly kind: SheetColumnKind;
  /** Characters of the usual font; found from the title where it is left out. */
  readonly widthCharacters?: number;
}

/** A date is `YYYY-MM-DD`. What does not fit its column's kind is written as text. */
export type SheetValue = string | number | bigint | null;

export interface SheetTable {
  readonly sheetName: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<readonly SheetValue[]> | Iterable<readonly SheetValue[]>;
  /** A second sheet of texts alone, e.g. 작성 안내 in a template for bulk registration. */
  readonly guide?: { readonly sheetName: string; readonly rows: readonly (readonly string[])[] };
}
