import type { Transaction } from "@maru/kernel";
import type { Generated, Kysely } from "kysely";
import type { Json } from "../tables.ts";
import type { BadRow, ImportRefusal } from "./import_desk.ts";

export interface ImportTable {
  merchant_id: string;
  id: string;
  contract_id: string;
  file_name: string;
  file_mac: string;
  encoding: Generated<"" | "utf-8" | "euc-kr">;
  state: "reading" | "checked" | "applying" | "done" | "refused" | "cancelled";
  refusal: ImportRefusal | null;
  refusal_row: number | null;
  refused_columns: Json<{ missing: string[]; unknown: string[] }> | null;
  row_count: Generated<number>;
  bad_count: Generated<number>;
  same_count: Generated<number>;
  applied_count: Generated<number>;
  facts_hash: string;
  which: "all" | "good" | null;
  applied_blocks: Generated<string>;
  lease_until: Date | null;
  created_at: Date;
  created_by: string;
  applied_by: string | null;
}

export interface ImportBadRowTable {
  merchant_id: string;
  import_id: string;
  row_number: number;
  cells: Json<readonly string[]>;
  problems: Json<readonly Omit<BadRow, "rowNumber">[]>;
}

export interface ImportTables {
  import: ImportTable;
  import_bad_row: ImportBadRowTable;
  import_row: { merchant_id: string; import_id: string; row_number: number; verdict: string };
}

/** The tables of imports on any handle of the kernel. */
export function importTables(db: Kysely<unknown> | Transaction): Kysely<ImportTables> {
  return db.withSchema("debit") as unknown as Kysely<ImportTables>;
}

/** One import of one merchant. */
export interface ImportKey {
  readonly merchantId: string;
  readonly importId: string;
}
