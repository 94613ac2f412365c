import { type Kysely, sql } from "kysely";
import type { Clock } from "./clock.ts";
import type { Transaction } from "./database.ts";

/** One access to personal data (개인정보 접속기록, 안전성 확보조치 기준 제8조): kept two years. */
export interface AccessRecord {
  /** Who: kind and id, e.g. `staff:0190…`, `operator:…`, `submitter:…`, `system`. */
  readonly actor: string;
  /** A UUID; absent for what belongs to no tenant. */
  readonly tenantId?: string;
  readonly address?: string;
  /** What was done, e.g. `document.download`, `document.destroy`, `phone.reveal`. */
  readonly action: string;
  /** Whose data: an id, never the data. */
  readonly subject: string;
  readonly reason?: string;
}

export interface AccessLogEntry extends AccessRecord {
  readonly id: string;
  readonly at: Date;
}

export interface AccessLogQuery {
  readonly tenantId?: string;
  readonly action?: string;
  /** Found anywhere in actor, action, subject, address or reason; capital and small letters are alike. */
  readonly text?: string;
  /** At least one of them is found so. */
  readonly texts?: readonly string[];
  /** This instant and later. */
  readonly from?: Date;
  /** Earlier than this instant. */
  readonly to?: Date;
  /** 1 to 1,000. */
  readonly limit: number;
  /** The id of the last entry of the page before. */
  readonly before?: string;
}

/** Append-only in the database itself. */
export interface AccessLog {
  record(tx: Transaction, record: AccessRecord): Promise<void>;
  /** The newest first. */
  find(query: AccessLogQuery): Promise<AccessLogEntry[]>;
  /** Destroys what is older than two years, by a function of the database; returns how many. */
  destroyExpired(): Promise<number>;
}

const LIMIT_MAX = 1_000;

export interface AccessLogOptions {
  readonly db: Kysely<unknown>;
  readonly clock: Pick<Clock, "now">;
  /** A new time-ordered identifier. */
  readonly uuid: () => string;
}

export function createAccessLog({ db, clock, uuid }: AccessLogOptions): AccessLog {
  return {
    async record(tx, { actor, tenantId, address, action, subject, reason }) {
      await sql`
        insert into kernel.access_log (id, at, actor, tenant_id, address, action, subject, reason)
        values (${uuid()}, ${clock.now()}, ${actor}, ${tenantId ?? null}, ${address ?? null},
          ${action}, ${subject}, ${reason ?? null})`.execute(tx);
    },
    find: (query) => find(db, query),
    async destroyExpired() {
      // A moved clock of a demo may run ahead: the database's own time has the last word.
      const { rows } = await sql<{ count: number }>`
        select kernel.purge_access_log(
          least(${clock.now()}::timestamptz, now()) - interval '2 years'
        )::int as count`.execute(db);
      return rows[0]?.count ?? 0;
    },
  };
}

interface AccessLogRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly tenant_id: string | null;
  readonly address: string | null;
  readonly action: string;
  readonly subject: string;
  readonly reason: string | null;
}

async function find(db: Kysely<unknown>, query: AccessLogQuery): Promise<AccessLogEntry[]> {
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > LIMIT_MAX) {
    throw new RangeError(`Cannot list "${query.limit}" entries: wanted 1 to ${LIMIT_MAX}`);
  }
  const { rows } = await sql<AccessLogRow>`
    select id, at, actor, tenant_id, address, action, subject, reason
    from kernel.access_log
    where ${sql.join(conditionsOf(query), sql` and `)}
    order by at desc, id desc
    limit ${query.limit}`.execute(db);
  return rows.map(entryOf);
}

function conditionsOf({ tenantId, action, text, texts, from, to, before }: AccessLogQuery) {
  const conditions = [sql<boolean>`true`];
  if (tenantId !== undefined) conditions.push(sql`tenant_id = ${tenantId}`);
  if (action !== undefined) conditions.push(sql`action = ${action}`);
  if (from !== undefined) conditions.push(sql`at >= ${from}`);
  if (to !== undefined) conditions.push(sql`at < ${to}`);
  if (before !== undefined) {
    conditions.push(
      sql`(at, id) < (select last.at, last.id from kernel.access_log last where last.id = ${before})`,
    );
  }
  if (text !== undefined && text !== "") conditions.push(containing(text));
  if (texts !== undefined && texts.length > 0) {
    conditions.push(sql`(${sql.join(texts.map(containing), sql` or `)})`);
  }
  return conditions;
}

function containing(text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return sql<boolean>`concat_ws(' ', actor, action, subject, address, reason) ilike ${pattern}`;
}

function entryOf(row: AccessLogRow): AccessLogEntry {
  return {
    id: row.id,
    at: new Date(row.at),
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    ...(row.tenant_id === null ? {} : { tenantId: row.tenant_id }),
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}
