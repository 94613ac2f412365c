import type { Member } from "../cast/member.ts";
import type { PeriodUnit } from "./period.ts";
import type { Product } from "./product.ts";

/** One labelled value: `key` names it in the data, `label` on the paper. */
export interface SheetField {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

export interface SheetColumn {
  readonly key: string;
  readonly label: string;
  readonly isAmount?: boolean;
  /** Share of the table's width against the other columns, 1 where absent. */
  readonly weight?: number;
}

export interface SheetTable {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** A document before it is data or paper: both are made from this, so they cannot differ. */
export interface Sheet {
  readonly fields: readonly SheetField[];
  readonly tables: readonly SheetTable[];
  /** The sentence that certifies. */
  readonly statement: string;
}

export interface SheetRequest {
  readonly product: Product;
  readonly member: Member;
  readonly units: readonly PeriodUnit[];
  /** The request's fields as text. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Today in Korea, yyyy-MM-dd. */
  readonly today: string;
}

export type SheetMaker = (request: SheetRequest) => Sheet;

export type SheetData = Record<string, string | readonly Readonly<Record<string, string>>[]>;

/** The data of the answer: dates and amounts without separators, as CODEF gives them. */
export function dataOf(sheet: Sheet): SheetData {
  const data: SheetData = {};
  for (const field of sheet.fields) data[field.key] = plain(field.value);
  for (const table of sheet.tables) {
    data[table.key] = table.rows.map((row) =>
      Object.fromEntries(
        table.columns.map((column, index) => [column.key, plain(row[index] ?? "")]),
      )
    );
  }
  return data;
}

function plain(value: string): string {
  if (/^-?\d{1,3}(,\d{3})+$/.test(value)) return value.replaceAll(",", "");
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value.replaceAll("-", "");
  return value;
}

export function field(key: string, label: string, value: string): SheetField {
  return { key, label, value };
}
