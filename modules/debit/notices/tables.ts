import type { Transaction } from "@maru/kernel";
import type { Generated, Kysely } from "kysely";
import type { DebitTables } from "../tables.ts";

export interface NoticeTable {
  id: string;
  service: "debit" | "submission";
  title: string;
  body: string;
  is_pinned: Generated<boolean>;
  published_at: Date;
  published_by: string;
  changed_at: Date;
  changed_by: string;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
}

export interface NoticeTables extends DebitTables {
  notice: NoticeTable;
}

/** The tables of this module with the notices, on any handle of the kernel. */
export function noticeTables(db: Kysely<unknown> | Transaction): Kysely<NoticeTables> {
  return db.withSchema("debit") as unknown as Kysely<NoticeTables>;
}
