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
  role_id: string | null;
  password_hash: string;
  must_change_password: boolean;
  disabled_at: Date | null;
  created_at: Date;
}

export interface StaffAttemptRow {
  login_index: string;
  failure_count: number;
  last_at: Date;
  is_account: boolean;
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
  password_at: Date | null;
  second_factor_at: Date | null;
}

export interface RoleRow {
  organisation_id: string;
  id: string;
  name: string;
  rights: string[];
  created_at: Date;
}

export interface PasskeyRow {
  staff_id: string;
  id: string;
  credential_id: string;
  public_key: Uint8Array;
  sign_count: bigint;
  transports: string[];
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}

export interface CodeAppRow {
  staff_id: string;
  secret_sealed: string;
  last_step: bigint;
  created_at: Date;
  confirmed_at: Date | null;
}

export interface RecoveryCodeRow {
  staff_id: string;
  code_index: string;
  created_at: Date;
}

export interface PasskeyChallengeRow {
  session_id: string;
  purpose: "creation" | "confirmation";
  challenge: string;
  expires_at: Date;
}

export interface SecondFactorAttemptRow {
  staff_id: string;
  failure_count: number;
  since: Date;
  locked_until: Date | null;
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
  role: RoleRow;
  passkey: PasskeyRow;
  code_app: CodeAppRow;
  recovery_code: RecoveryCodeRow;
  passkey_challenge: PasskeyChallengeRow;
  second_factor_attempt: SecondFactorAttemptRow;
  consent_document: ConsentDocumentRow;
  consent: ConsentRow;
}

/** The tables of this module on any handle of the kernel. */
export function tablesOf(handle: Transaction | Kysely<unknown>): Kysely<AuthTables> {
  return handle.withSchema("auth") as unknown as Kysely<AuthTables>;
}
