import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import { dataPlace } from "../pipeline/sealed_places.ts";
import type { InstitutionDesk, PulledDocument } from "../submission.ts";
import { pageSize } from "./page_size.ts";
import { formatPullCursor, parsePullCursor } from "./pull_cursor.ts";

interface Row {
  written_in: string;
  delivery_id: string;
  document_id: string;
  submission_id: string;
  reference: string;
  document_code: string;
  document_name: string;
  pdf_sha256: string | null;
  pdf_size_bytes: number | null;
  data_sealed: Uint8Array | null;
  issued_at: Date;
}

const LIMIT_MAX = 200;

/**
 * Documents that are kept, in the order in which they were written. A row shows only when every
 * transaction before it has ended: a reader that goes on from its cursor misses none, as it would by
 * the time of issue, where a later commit can bring an earlier time.
 */
export function createPull({ kernel }: Pick<Parts, "kernel">): InstitutionDesk["pull"] {
  const { db } = kernel.database;

  return async (institutionId, query) => {
    const cursor = query.after === undefined ? undefined : parsePullCursor(query.after);
    const { rows } = await sql<Row>`
      select d.written_in::text as written_in, v.id as delivery_id, d.id as document_id,
        d.submission_id, s.reference, d.document_code, d.document_name, d.pdf_sha256,
        d.pdf_size_bytes, d.data_sealed, d.issued_at
      from submission.document d
      join submission.delivery v
        on v.institution_id = d.institution_id and v.document_id = d.id
      join submission.submission s
        on s.institution_id = d.institution_id and s.id = d.submission_id
      where d.institution_id = ${institutionId}::uuid and d.destroyed_at is null
        and d.written_in < pg_snapshot_xmin(pg_current_snapshot())
        and ${
      cursor === undefined
        ? sql`true`
        : sql`(d.written_in, d.id) > (${cursor.writtenIn}::xid8, ${cursor.id}::uuid)`
    }
      order by d.written_in, d.id limit ${pageSize(query.limit, LIMIT_MAX)}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return { rows: [] };
    const documents = await Promise.all(rows.map((row) => openRow(kernel, row)));
    await markRead(institutionId, rows);
    const next = formatPullCursor({ writtenIn: last.written_in, id: last.document_id });
    return { rows: documents, next };
  };

  /** Before the answer goes out, and with it the record of who was given whose data. */
  async function markRead(institutionId: string, rows: readonly Row[]): Promise<void> {
    const now = kernel.clock.now();
    const ids = sql.join(rows.map((row) => sql`${row.delivery_id}::uuid`));
    await kernel.transaction(async (tx) => {
      const { rows: read } = await sql<{ document_id: string }>`
        update submission.delivery
        set read_at = ${now}, state = 'delivered', delivered_at = coalesce(delivered_at, ${now}),
          next_at = null
        where institution_id = ${institutionId}::uuid and id in (${ids})
          and channel = 'pull' and read_at is null
        returning document_id`.execute(tx);
      for (const { document_id: documentId } of read) {
        await kernel.accessLog.record(tx, {
          actor: `apiKey:${institutionId}`,
          tenantId: institutionId,
          action: "document.pull",
          subject: documentId,
        });
      }
    });
  }
}

async function openRow({ sealing }: Parts["kernel"], row: Row): Promise<PulledDocument> {
  const data = row.data_sealed === null
    ? null
    : await sealing.openBytes(dataPlace(row.document_id), row.data_sealed);
  return {
    deliveryId: row.delivery_id,
    documentId: row.document_id,
    submissionId: row.submission_id,
    reference: row.reference,
    documentCode: row.document_code,
    documentName: row.document_name,
    state: row.pdf_sha256 === null ? "notProvided" : "delivered",
    ...(row.pdf_sha256 === null ? {} : { sha256: row.pdf_sha256 }),
    ...(row.pdf_size_bytes === null ? {} : { sizeBytes: row.pdf_size_bytes }),
    issuedAt: row.issued_at.toISOString(),
    data: data === null ? null : JSON.parse(new TextDecoder().decode(data)),
  };
}
