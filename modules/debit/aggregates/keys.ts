import { type RawBuilder, sql } from "kysely";
import type { AggregateKey } from "./aggregate_desk.ts";

/** The column of a key, and the words for its values. */
export interface KeyColumns {
  readonly value: RawBuilder<unknown>;
  readonly label: RawBuilder<unknown>;
}

/** Over `f` (facts), `i` (item) and `b` (bank). */
export const KEY_COLUMNS: Readonly<Record<AggregateKey, KeyColumns>> = {
  item: { value: sql`f.item_code`, label: sql`i.name` },
  grade: { value: sql`f.grade`, label: sql`f.grade` },
  bank: { value: sql`f.bank_code`, label: sql`b.name` },
};
