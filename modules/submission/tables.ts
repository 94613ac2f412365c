import type { Transaction } from "@maru/kernel";
import type { ColumnType, Generated, Kysely } from "kysely";
import type { FailureClass, ItemState, PeriodChoice } from "./submission.ts";

/** Read as parsed JSON, written as text: both drivers take it. */
type Json<T> = ColumnType<T, string, string>;
type Count = Generated<number>;

export interface AgencyTable {
  code: string;
  name: string;
  website_url: string;
  opens_at: string;
  closes_at: string;
  parallel_max: number;
  failure_count: Count;
  breaker_open_until: Date | null;
  breaker_reason: string | null;
  last_success_at: Date | null;
  last_failure_at: Date | null;
}

/** One way to get a document; a row of `document_type.sources`. */
export interface DocumentSource {
  readonly kind: string;
  readonly [setting: string]: unknown;
}

/** An input as the catalogue has it; `pattern` is a regular expression over the whole value. */
export interface InputRow {
  readonly name: string;
  readonly label: string;
  readonly kind: "text" | "date" | "choice" | "businessPlaceNumber";
  readonly required: boolean;
  readonly hint?: string;
  readonly pattern?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** How the data of a document is shown as a table. */
export interface DataShape {
  /** The field that holds the rows; without it the document is shown as names and values. */
  readonly rows?: string;
  /** Korean headings by field, in their order. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface DocumentTypeTable {
  code: string;
  name: string;
  agency_code: string;
  sources: Json<DocumentSource[]>;
  submitter_types: string[];
  inputs: Json<InputRow[]>;
  period_kind: PeriodChoice["kind"];
  period_default: string;
  period_years_back_max: number;
  period_months_max: number | null;
  period_opens_after_months: number;
  has_pdf: boolean;
  data_only_types: string[];
  expected_seconds: number;
  opens_at: string | null;
  closes_at: string | null;
  validity_days: number | null;
  needs_vat_consent: boolean;
  data_shape: Json<DataShape>;
  active: boolean;
  position: number;
}

export interface InstitutionTable {
  id: string;
  name: string;
  retention_days: number;
  help_phone: Generated<string>;
}

export interface ProductTable {
  institution_id: string;
  id: string;
  slug: string;
  name: string;
  description: string;
  submitter_types: string[];
  active: boolean;
  allows_partial: Generated<boolean>;
  created_at: Date;
}

export interface ProductDocumentTable {
  institution_id: string;
  product_id: string;
  document_code: string;
  position: number;
  period_expression: string;
  period_changeable: boolean;
  required: boolean;
}

export interface SubmissionTable {
  institution_id: string;
  id: string;
  product_id: string;
  reference: string;
  submitter_id: string;
  session_id: string;
  submitter_type: string;
  certificate_fingerprint: string;
  subject_name: string;
  business_number: string | null;
  client_name: string | null;
  client_business_number: string | null;
  submitter_name: string;
  phone_sealed: string;
  phone_masked: string;
  state: Generated<"running" | "finished">;
  round: Count;
  notified_round: Count;
  superseded_at: Date | null;
  version: Generated<bigint>;
  created_at: Date;
  finished_at: Date | null;
}

export interface ItemTable {
  submission_id: string;
  id: string;
  institution_id: string;
  position: number;
  document_code: string;
  document_name: string;
  agency_code: string;
  certificate_fingerprint: string;
  period_from: string | null;
  period_to: string | null;
  period_label: string;
  inputs_sealed: string | null;
  state: ItemState;
  failure_class: FailureClass | null;
  failure_code: string | null;
  failure_text: string | null;
  retryable: Generated<boolean>;
  source: Generated<"agency" | "upload">;
  data_only: boolean;
  attempt_number: Count;
  retry_count: Count;
  recovery_count: Count;
  failure_count: Count;
  version: Generated<bigint>;
  created_at: Date;
  next_at: Date | null;
  started_at: Date | null;
  finished_at: Date | null;
  two_way_sealed: string | null;
  auth_expires_at: Date | null;
  auth_confirmed_at: Date | null;
  auth_ask_count: Count;
  document_id: string | null;
}

export interface ItemEventTable {
  item_id: string;
  id: string;
  at: Date;
  attempt_number: number;
  state: string;
  failure_class: string | null;
  failure_code: string | null;
  detail: string | null;
}

export interface LeaseTable {
  certificate_fingerprint: string;
  agency_code: string;
  token: bigint;
  item_id: string | null;
  holder: string | null;
  expires_at: Date | null;
}

export interface BundleTable {
  submission_id: string;
  sealed: string;
  expires_at: Date;
}

export interface DocumentTable {
  institution_id: string;
  id: string;
  submission_id: string;
  item_id: string;
  attempt_number: number;
  source: "agency" | "upload";
  document_code: string;
  document_name: string;
  period_from: string | null;
  period_to: string | null;
  period_label: string;
  file_name: string;
  pdf_sealed: Uint8Array | null;
  pdf_sha256: string | null;
  pdf_size_bytes: number | null;
  pdf_page_count: number | null;
  pdf_encrypted: Generated<boolean>;
  data_sealed: Uint8Array | null;
  issue_number: string | null;
  issued_at: Date;
  retained_until: Date;
  destroyed_at: Date | null;
  written_in: Generated<string>;
}

export interface DeliveryTable {
  institution_id: string;
  id: string;
  document_id: string;
  item_id: string;
  submission_id: string;
  channel: "webhook" | "pull";
  state: "pending" | "delivered" | "failed";
  attempt_count: Count;
  next_at: Date | null;
  locked_until: Date | null;
  delivered_at: Date | null;
  read_at: Date | null;
  created_at: Date;
}

export interface DeliveryAttemptTable {
  delivery_id: string;
  id: string;
  at: Date;
  status: number | null;
  failure: string | null;
  duration_ms: number;
  manual: Generated<boolean>;
}

export interface WebhookTable {
  institution_id: string;
  url: string;
  secret_sealed: string;
  active: boolean;
  changed_at: Date;
}

export interface ApiKeyTable {
  institution_id: string;
  id: string;
  name: string;
  prefix: string;
  key_hash: string;
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export interface ErrorCodeTable {
  vendor: string;
  product: string;
  code: string;
  failure_class: FailureClass;
  note: string;
}

export interface SubmissionTables {
  agency: AgencyTable;
  document_type: DocumentTypeTable;
  institution: InstitutionTable;
  product: ProductTable;
  product_document: ProductDocumentTable;
  submission: SubmissionTable;
  item: ItemTable;
  item_event: ItemEventTable;
  lease: LeaseTable;
  bundle: BundleTable;
  document: DocumentTable;
  delivery: DeliveryTable;
  delivery_attempt: DeliveryAttemptTable;
  webhook: WebhookTable;
  api_key: ApiKeyTable;
  error_code: ErrorCodeTable;
}

/** The one place where the kernel's handle becomes this module's. */
export function tables(handle: Kysely<unknown> | Transaction): Kysely<SubmissionTables> {
  return handle.withSchema("submission") as unknown as Kysely<SubmissionTables>;
}
