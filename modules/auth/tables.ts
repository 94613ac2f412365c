import type { Kysely } from "kysely";
import type { Transaction } from "@maru/kernel";
import type { ConsentKind, StaffRole, SubmitterType } from "./auth.ts";

export interface ChallengeRow {
  id: string;
  salt: Uint8Array;
  nonce_hash: string;
  signed_at: Date;
  expires_at: Date;
  consumed_at: Date | null;
}

export interface TransportKeyRow {
  id: string;
  public_jwk: unknown;
  private_sealed: string;
  created_at: Date;
}

export interface PolicyRuleRow {
  submitter_type: SubmitterType;
  oid_pattern: string;
  label: string;
}

export interface SubmitterRow {
  id: string;
  submitter_type: SubmitterType;
  subject_index: string;
  subject_name: string;
  business_number: string | null;
  submitter_name: string;
  phone_sealed: string;
  phone_masked: string;
  created_at: Date;
  last_login_at: Date;
}

export interface CertificateRow {
  fingerprint: string;
  issuer_name: string;
  serial_hex: string;
  policy_oid: string;
  not_after: Date;
  first_login_at: Date;
  last_login_at: Date;
}

export interface SubmitterSessionRow {
  id: string;
  token_hash: string;
  submitter_id: string;
  submitter_type: SubmitterType;
  certificate_fingerprint: string;
  certificate_kind: "file" | "cloud";
  subject_name: string;
  business_number: string | null;
  submitter_name: string;
  phone_sealed: string;
  phone_masked: string;
  client_business_number: string | null;
  client_name: string | null;
  state: "live" | "superseded" | "ended";
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

export interface TransferRow {
  lookup_index: string;
  ciphertext: Uint8Array;
  expires_at: Date;
}

export interface CloudRequestRow {
  id: string;
  provider_id: string;
  challenge_id: string;
  state: "waiting" | "signed" | "refused" | "expired";
  cms_sha256: string | null;
  expires_at: Date;
}

export interface OrganisationRow {
  id: string;
  name: string;
  business_number: string | null;
  created_at: Date;
}

export interface StaffRow {
  id: string;
  organisation_id: string | null;
  login_id: string;
  name: string;
  role: StaffRole;
  password_hash: string;
  must_change_password: boolean;
  disabled_at: Date | null;
  created_at: Date;
}

export interface StaffAttemptRow {
  login_index: string;
  failure_count: number;
  last_at: Date;
}

export interface StaffSessionRow {
  id: string;
  token_hash: string;
  staff_id: string;
  address: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

export interface ConsentDocumentRow {
  kind: ConsentKind;
  version: number;
  title: string;
  body: string;
  required: boolean;
  effective_from: Date;
}

export interface ConsentRow {
  submitter_id: string;
  id: string;
  submission_id: string | null;
  kind: ConsentKind;
  version: number;
  at: Date;
  address: string;
}

export interface AuthTables {
  challenge: ChallengeRow;
  transport_key: TransportKeyRow;
  policy_rule: PolicyRuleRow;
  submitter: SubmitterRow;
  certificate: CertificateRow;
  submitter_session: SubmitterSessionRow;
  transfer: TransferRow;
  cloud_request: CloudRequestRow;
  organisation: OrganisationRow;
  staff: StaffRow;
  staff_attempt: StaffAttemptRow;
  staff_session: StaffSessionRow;
  consent_document: ConsentDocumentRow;
  consent: ConsentRow;
}

/** The tables of this module on any handle of the kernel. */
export function tablesOf(handle: Transaction | Kysely<unknown>): Kysely<AuthTables> {
  return handle.withSchema("auth") as unknown as Kysely<AuthTables>;
}
