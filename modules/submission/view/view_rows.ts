import { type Kysely, type RawBuilder, sql } from "kysely";
import type { PeriodRule } from "../period/period_rule.ts";
import type { FailureClass, ItemState } from "../submission.ts";
import type { InputRow } from "../tables.ts";

/** A submission with its institution and product, as one row. */
export interface SubmissionRow {
  id: string;
  reference: string;
  institution_id: string;
  institution_name: string;
  help_phone: string;
  product_name: string;
  product_slug: string;
  submitter_id: string;
  session_id: string;
  submitter_type: string;
  subject_name: string;
  business_number: string | null;
  client_name: string | null;
  client_business_number: string | null;
  submitter_name: string;
  phone_masked: string;
  state: "running" | "finished";
  version: bigint;
  created_at: Date;
  finished_at: Date | null;
}

/** An item with its document, its document type and its agency, as one row. */
export interface ItemRow {
  submission_id: string;
  id: string;
  document_code: string;
  document_name: string;
  agency_code: string;
  agency_name: string;
  website_url: string;
  period_from: string | null;
  period_to: string | null;
  period_label: string;
  state: ItemState;
  failure_class: FailureClass | null;
  failure_code: string | null;
  failure_text: string | null;
  retryable: boolean;
  failure_count: number;
  version: bigint;
  created_at: Date;
  next_at: Date | null;
  started_at: Date | null;
  finished_at: Date | null;
  auth_expires_at: Date | null;
  auth_confirmed_at: Date | null;
  inputs: InputRow[];
  period_kind: PeriodRule["kind"];
  period_years_back_max: number;
  period_months_max: number | null;
  period_opens_after_months: number;
  period_changeable: boolean | null;
  expected_seconds: number;
  can_upload: boolean;
  document_id: string | null;
  file_name: string | null;
  pdf_size_bytes: number | null;
  pdf_page_count: number | null;
  pdf_sha256: string | null;
  destroyed_at: Date | null;
}

/** Submissions by a condition on `s`, newest first unless the condition's caller sorts them. */
export async function selectSubmissions(
  db: Kysely<unknown>,
  { where, limit }: { where: RawBuilder<unknown>; limit: number },
): Promise<SubmissionRow[]> {
  const { rows } = await sql<SubmissionRow>`
    select s.id, s.reference, s.institution_id, n.name as institution_name, n.help_phone,
      p.name as product_name, p.slug as product_slug, s.submitter_id, s.session_id,
      s.submitter_type, s.subject_name, s.business_number, s.client_name,
      s.client_business_number, s.submitter_name, s.phone_masked, s.state, s.version,
      s.created_at, s.finished_at
    from submission.submission s
    join submission.institution n on n.id = s.institution_id
    join submission.product p on p.institution_id = s.institution_id and p.id = s.product_id
    where ${where}
    order by s.created_at desc, s.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Items by a condition on `i`, in their order. */
export async function selectItems(
  db: Kysely<unknown>,
  { where, order = sql`i.submission_id, i.position`, limit = 10_000 }: {
    where: RawBuilder<unknown>;
    order?: RawBuilder<unknown>;
    limit?: number;
  },
): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.submission_id, i.id, i.document_code, i.document_name, i.agency_code,
      a.name as agency_name, a.website_url, i.period_from, i.period_to, i.period_label, i.state,
      i.failure_class, i.failure_code, i.failure_text, i.retryable, i.failure_count, i.version,
      i.created_at, i.next_at, i.started_at, i.finished_at, i.auth_expires_at,
      i.auth_confirmed_at, t.inputs, t.period_kind, t.period_years_back_max, t.period_months_max,
      t.period_opens_after_months, pd.period_changeable, t.expected_seconds,
      t.sources @> '[{"kind":"upload"}]' as can_upload, i.document_id, d.file_name,
      d.pdf_size_bytes, d.pdf_page_count, d.pdf_sha256, d.destroyed_at
    from submission.item i
    join submission.agency a on a.code = i.agency_code
    join submission.document_type t on t.code = i.document_code
    join submission.submission s on s.id = i.submission_id
    left join submission.product_document pd on pd.institution_id = s.institution_id
      and pd.product_id = s.product_id and pd.document_code = i.document_code
    left join submission.document d on d.id = i.document_id
    where ${where}
    order by ${order} limit ${limit}`.execute(db);
  return rows;
}
