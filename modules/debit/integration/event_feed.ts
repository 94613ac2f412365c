import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { isId } from "../settings/lists/ids.ts";
import { ListCursorInvalidError } from "../settings/lists/list_cursor_invalid_error.ts";
import type { EventType, IntegrationDesk } from "./integration_desk.ts";

/**
 * No transaction that began before may still write: an id is made before its transaction commits, so
 * that a reader who went on from the last id would pass over those that commit later.
 */
const IS_SETTLED = sql`written_in < pg_snapshot_xmin(pg_current_snapshot())`;

/** The events of a merchant in the order of the transactions that wrote them, each read once. */
export function createEventFeed(
  { kernel }: { readonly kernel: Kernel },
): Pick<IntegrationDesk, "events"> {
  const { db } = kernel.database;

  /** Only of an event that could be read: before any other one, something may still come. */
  async function transactionOf(merchantId: string, id: string): Promise<string> {
    if (!isId(id)) throw new ListCursorInvalidError();
    const { rows: [event] } = await sql<{ written_in: string }>`
      select written_in::text as written_in from debit.merchant_event
      where merchant_id = ${merchantId} and id = ${id} and ${IS_SETTLED}`.execute(db);
    if (event === undefined) throw new ListCursorInvalidError();
    return event.written_in;
  }

  return {
    async events(merchantId, { after, types, limit }) {
      const isLater = after === undefined
        ? sql`true`
        : sql`(written_in, id) > (${await transactionOf(merchantId, after)}::xid8, ${after}::uuid)`;
      const isWanted = types === undefined ? sql`true` : sql`type = any(${[...types]}::text[])`;
      const { rows } = await sql<{ id: string; type: EventType; at: Date; data: object }>`
        select id, type, at, data from debit.merchant_event
        where merchant_id = ${merchantId} and ${IS_SETTLED} and ${isLater} and ${isWanted}
        order by written_in, id limit ${limit + 1}`.execute(db);
      const events = rows.slice(0, limit).map((row) => ({
        ...row,
        data: row.data as Record<string, unknown>,
      }));
      const last = events.at(-1);
      return {
        events,
        ...(rows.length > limit && last !== undefined ? { next: last.id } : {}),
      };
    },
  };
}
