import type { Transaction } from "@maru/kernel";
import type { Generated, Kysely } from "kysely";
import type { DebitTables, Json } from "../tables.ts";
import type { EventType } from "./integration_desk.ts";

export interface MerchantEventTable {
  merchant_id: string;
  id: string;
  type: EventType;
  subject_id: string;
  at: Date;
  data: Json<unknown>;
  /** The number of the transaction, which the event's place in the list goes by. */
  written_in: Generated<string>;
}

export interface EventLogTables extends DebitTables {
  merchant_event: MerchantEventTable;
}

/** The tables of this module with the event log, on any handle of the kernel. */
export function eventLogTables(db: Kysely<unknown> | Transaction): Kysely<EventLogTables> {
  return db.withSchema("debit") as unknown as Kysely<EventLogTables>;
}
