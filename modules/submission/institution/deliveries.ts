import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import type { DeliveryView, InstitutionDesk } from "../submission.ts";
import { formatCursor, parseCursor } from "../view/cursor.ts";
import { pageSize } from "./page_size.ts";

interface Row {
  id: string;
  reference: string;
  document_name: string;
  channel: DeliveryView["channel"];
  state: DeliveryView["state"];
  created_at: Date;
  delivered_at: Date | null;
}

interface AttemptRow {
  id: string;
  delivery_id: string;
  at: Date;
  status: number | null;
  failure: string | null;
  duration_ms: number;
  manual: boolean;
}

const LIMIT_MAX = 200;
/** The newest attempts of each; three days of retries are some twenty. */
const ATTEMPT_COUNT_MAX = 50;
const STATES = ["pending", "delivered", "failed"];

/** How documents were handed over, the newest first, with every attempt. */
export function createDeliveries(
  { kernel }: Pick<Parts, "kernel">,
): InstitutionDesk["deliveries"] {
  const { db } = kernel.database;
  return async (institutionId, query) => {
    const limit = pageSize(query.limit, LIMIT_MAX);
    const cursor = query.before === undefined ? undefined : parseCursor(query.before);
    const { state } = query;
    const conditions = [
      sql`v.institution_id = ${institutionId}::uuid`,
      ...(state === undefined
        ? []
        : [STATES.includes(state) ? sql`v.state = ${state}` : sql`false`]),
      ...(cursor === undefined
        ? []
        : [sql`(v.created_at, v.id) < (${cursor.at}, ${cursor.id}::uuid)`]),
    ];
    const { rows } = await sql<Row>`
      select v.id, s.reference, d.document_name, v.channel, v.state, v.created_at, v.delivered_at
      from submission.delivery v
      join submission.document d on d.institution_id = v.institution_id and d.id = v.document_id
      join submission.submission s
        on s.institution_id = v.institution_id and s.id = v.submission_id
      where ${sql.join(conditions, sql` and `)}
      order by v.created_at desc, v.id desc limit ${limit + 1}`.execute(db);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const attempts = Map.groupBy(
      await attemptsOf(page.map(({ id }) => id)),
      (attempt) => attempt.delivery_id,
    );
    return {
      rows: page.map((row) => viewOf(row, attempts.get(row.id) ?? [])),
      ...(last === undefined ? {} : { next: formatCursor({ at: last.created_at, id: last.id }) }),
    };
  };

  async function attemptsOf(deliveryIds: readonly string[]): Promise<AttemptRow[]> {
    if (deliveryIds.length === 0) return [];
    const ids = sql.join(deliveryIds.map((id) => sql`(${id}::uuid)`));
    const { rows } = await sql<AttemptRow>`
      select a.* from (values ${ids}) as v(id) cross join lateral (
        select t.id, t.delivery_id, t.at, t.status, t.failure, t.duration_ms, t.manual
        from submission.delivery_attempt t where t.delivery_id = v.id
        order by t.id desc limit ${ATTEMPT_COUNT_MAX}) a
      order by a.at, a.id`.execute(db);
    return rows;
  }
}

function viewOf(row: Row, attempts: readonly AttemptRow[]): DeliveryView {
  return {
    id: row.id,
    submissionReference: row.reference,
    documentName: row.document_name,
    channel: row.channel,
    state: row.state,
    createdAt: row.created_at,
    ...(row.delivered_at === null ? {} : { deliveredAt: row.delivered_at }),
    attempts: attempts.map(({ at, status, failure, duration_ms: durationMs, manual }) => ({
      at,
      ...(status === null ? {} : { status }),
      ...(failure === null ? {} : { failure }),
      durationMs,
      manual,
    })),
  };
}
