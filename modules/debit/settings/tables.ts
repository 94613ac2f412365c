import type { Transaction } from "@maru/kernel";
import type { Generated, Kysely } from "kysely";
import type { DebitTables } from "../tables.ts";

export interface ItemRequestTable {
  merchant_id: string;
  id: string;
  name: string;
  reason: string;
  state: Generated<"open" | "accepted" | "refused">;
  requested_at: Date;
  requested_by: string;
  answer: string | null;
  answered_at: Date | null;
  answered_by: string | null;
}

export interface IndustryTable {
  code: string;
  name: string;
}

export interface SettingsTables extends DebitTables {
  item_request: ItemRequestTable;
  industry: IndustryTable;
}

/** The tables of the settings on any handle of the kernel. */
export function settingsTables(db: Kysely<unknown> | Transaction): Kysely<SettingsTables> {
  return db.withSchema("debit") as unknown as Kysely<SettingsTables>;
}
