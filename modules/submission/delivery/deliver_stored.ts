import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import { dataPlace, pdfPlace } from "../pipeline/sealed_places.ts";
import { type EnvelopeContent, envelopeText } from "./envelope.ts";
import { postDocument, type PostOutcome } from "./post_document.ts";
import type { RecordDelivery } from "./record_delivery.ts";

interface StoredRow {
  institution_id: string;
  delivery_id: string;
  delivery_state: string;
  url: string | null;
  secret_sealed: string | null;
  document_id: string;
  document_code: string;
  document_name: string;
  source: "agency" | "upload";
  period_from: string | null;
  period_to: string | null;
  period_label: string;
  issue_number: string | null;
  issued_at: Date;
  pdf_sealed: Uint8Array | null;
  pdf_sha256: string | null;
  pdf_size_bytes: number | null;
  pdf_page_count: number | null;
  data_sealed: Uint8Array | null;
  destroyed_at: Date | null;
  submission_id: string;
  reference: string;
  product_slug: string;
  product_name: string;
  submitter_type: string;
  subject_name: string;
  business_number: string | null;
  client_name: string | null;
  client_business_number: string | null;
}

/**
 * Sends a document from where it is kept: a retry, or a replay by hand. Does nothing for a delivery
 * that another process is at, or that is done and not asked for again.
 */
export function createDeliverStored(
  parts: Pick<Parts, "kernel" | "settings"> & { record: RecordDelivery },
): (job: { deliveryId: string; isManual: boolean }) => Promise<PostOutcome | undefined> {
  const { kernel, settings, record } = parts;
  const lockSeconds = Math.ceil(settings.deliveryTimeoutMs / 1_000) + 20;

  return async ({ deliveryId, isManual }) => {
    const stored = await lockStored({ kernel, lockSeconds }, { deliveryId, isManual });
    if (stored === undefined) return undefined;
    const outcome = await send(parts, stored);
    await record({ deliveryId, submissionId: stored.submission_id, outcome, isManual });
    return outcome;
  };
}

async function send(
  parts: Pick<Parts, "kernel" | "settings">,
  stored: StoredRow,
): Promise<PostOutcome> {
  const { url, secret_sealed: secretSealed } = stored;
  if (stored.destroyed_at !== null) {
    return { isTaken: false, failure: "destroyed", durationMs: 0 };
  }
  if (url === null || secretSealed === null) return await handToPull(parts, stored);
  return await postDocument(parts, {
    target: { institutionId: stored.institution_id, url, secretSealed },
    deliveryId: stored.delivery_id,
    body: envelopeText(await contentOf(parts, stored)),
  });
}

/** The webhook was switched off meanwhile: the institution fetches documents itself from now on. */
async function handToPull(
  { kernel }: Pick<Parts, "kernel">,
  stored: StoredRow,
): Promise<PostOutcome> {
  await sql`update submission.delivery set channel = 'pull'
    where id = ${stored.delivery_id}::uuid and state = 'pending'`.execute(kernel.database.db);
  return { isTaken: true, durationMs: 0 };
}

async function lockStored(
  { kernel, lockSeconds }: { kernel: Parts["kernel"]; lockSeconds: number },
  { deliveryId, isManual }: { deliveryId: string; isManual: boolean },
): Promise<StoredRow | undefined> {
  const { rows } = await sql<StoredRow>`
    with taken as (
      update submission.delivery
      set locked_until = clock_timestamp() + make_interval(secs => ${lockSeconds}::integer)
      where id = ${deliveryId}::uuid
        and (${isManual}::boolean or (state = 'pending' and next_at <= ${kernel.clock.now()}
          and (locked_until is null or locked_until < clock_timestamp())))
      returning *)
    select t.institution_id, t.id as delivery_id, t.state as delivery_state, w.url,
      w.secret_sealed, d.id as document_id, d.document_code, d.document_name, d.source,
      d.period_from, d.period_to, d.period_label, d.issue_number, d.issued_at, d.pdf_sealed,
      d.pdf_sha256, d.pdf_size_bytes, d.pdf_page_count, d.data_sealed, d.destroyed_at,
      s.id as submission_id, s.reference, p.slug as product_slug, p.name as product_name,
      s.submitter_type, s.subject_name, s.business_number, s.client_name, s.client_business_number
    from taken t
    join submission.document d on d.institution_id = t.institution_id and d.id = t.document_id
    join submission.submission s on s.institution_id = t.institution_id and s.id = t.submission_id
    join submission.product p on p.institution_id = s.institution_id and p.id = s.product_id
    left join submission.webhook w on w.institution_id = t.institution_id and w.active
    `.execute(kernel.database.db);
  return rows[0];
}

async function contentOf(
  { kernel }: Pick<Parts, "kernel">,
  row: StoredRow,
): Promise<EnvelopeContent> {
  const { sealing } = kernel;
  const pdf = row.pdf_sealed === null
    ? undefined
    : await sealing.openBytes(pdfPlace(row.document_id), row.pdf_sealed);
  const data = row.data_sealed === null
    ? null
    : await sealing.openBytes(dataPlace(row.document_id), row.data_sealed);
  return {
    deliveryId: row.delivery_id,
    issuedAt: row.issued_at,
    submission: {
      id: row.submission_id,
      reference: row.reference,
      productSlug: row.product_slug,
      productName: row.product_name,
      submitterType: row.submitter_type,
      subjectName: row.subject_name,
      businessNumber: row.business_number,
      clientName: row.client_name,
      clientBusinessNumber: row.client_business_number,
    },
    document: {
      id: row.document_id,
      code: row.document_code,
      name: row.document_name,
      source: row.source,
      periodFrom: row.period_from,
      periodTo: row.period_to,
      periodLabel: row.period_label,
      issueNumber: row.issue_number,
      pdf,
      sha256: row.pdf_sha256,
      sizeBytes: row.pdf_size_bytes,
      pageCount: row.pdf_page_count,
      data: data === null ? null : JSON.parse(new TextDecoder().decode(data)),
    },
  };
}
