import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { EventType } from "./integration_desk.ts";

/** An event for a merchant, as the areas of this module write it. */
export interface NewMerchantEvent {
  readonly merchantId: string;
  readonly type: EventType;
  /** What it is about, e.g. an order's id. */
  readonly subjectId: string;
  /** Plain JSON: amounts as numbers of won, instants as ISO texts, no personal data. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Writes events in the transaction of what they tell of. */
export interface EventLog {
  append(tx: Transaction, events: readonly NewMerchantEvent[]): Promise<void>;
}

/** Rows of one statement: its text stays within some megabytes. */
const ROWS_AT_ONCE = 5_000;

/** The event log in `debit.merchant_event`: ids ascend in the order of `events`. */
export function createEventLog({ kernel }: { readonly kernel: Kernel }): EventLog {
  return {
    async append(tx, events) {
      const at = kernel.clock.now();
      for (let start = 0; start < events.length; start += ROWS_AT_ONCE) {
        const rows = events.slice(start, start + ROWS_AT_ONCE).map((event) => ({
          merchant_id: event.merchantId,
          id: kernel.uuid(),
          type: event.type,
          subject_id: event.subjectId,
          data: event.data,
        }));
        // Whoever listens now is told: the deliveries are written with the events, so none is missed.
        await sql`
          with added as (
            insert into debit.merchant_event (merchant_id, id, type, subject_id, at, data)
            select merchant_id, id, type, subject_id, ${at}, data
            from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
              as r (merchant_id uuid, id uuid, type text, subject_id uuid, data jsonb)
            returning merchant_id, id, type
          )
          insert into debit.webhook_delivery (merchant_id, endpoint_id, event_id, first_at, next_at)
          select added.merchant_id, e.id, added.id, ${at}, ${at}
          from added
          join debit.webhook_endpoint e on e.merchant_id = added.merchant_id and e.is_active
            and (cardinality(e.types) = 0 or added.type = any(e.types))`.execute(tx);
      }
    },
  };
}
