-- People and their sessions: submitters with certificates, staff with IDs.
create schema auth;

-- A login nonce: only its hash stands here. `salt` alone does not give the nonce: the key is outside.
create table auth.challenge (
  id uuid primary key,
  salt bytea not null,
  nonce_hash text not null unique,
  signed_at timestamptz not null,
  expires_at timestamptz not null,
  consumed_at timestamptz
);
create index challenge_by_expiry on auth.challenge (expires_at);

-- P-256 keys that browsers seal secrets to; the private half is sealed, and goes with the row.
create table auth.transport_key (
  id uuid primary key,
  public_jwk jsonb not null,
  private_sealed text not null,
  created_at timestamptz not null
);
create index transport_key_by_time on auth.transport_key (created_at);

-- Which certificate policies may log in as whom; operators edit it. A pattern is an OID, or an OID
-- with ".*" at its end for everything under it.
create table auth.policy_rule (
  submitter_type text not null check (submitter_type in (
    'corporation', 'proprietorByRepresentative', 'proprietorByBusiness', 'individual', 'taxAgent')),
  oid_pattern text not null check (oid_pattern ~ '^\d+(\.\d+)+(\.\*)?$'),
  label text not null,
  primary key (submitter_type, oid_pattern)
);

create table auth.submitter (
  id uuid primary key,
  submitter_type text not null,
  -- Keyed index of what the certificate proves: business number, or the certificate's subject.
  subject_index text not null,
  subject_name text not null,
  business_number text,
  submitter_name text not null,
  phone_sealed text not null,
  phone_masked text not null,
  created_at timestamptz not null,
  last_login_at timestamptz not null,
  unique (submitter_type, subject_index)
);

-- Each certificate that ever logged in; its row is the lock that makes logins of it take turns.
create table auth.certificate (
  fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
  issuer_name text not null,
  serial_hex text not null,
  policy_oid text not null,
  not_after timestamptz not null,
  first_login_at timestamptz not null,
  last_login_at timestamptz not null
);

create table auth.submitter_session (
  id uuid primary key,
  token_hash text not null unique,
  submitter_id uuid not null references auth.submitter,
  submitter_type text not null,
  certificate_fingerprint text not null references auth.certificate,
  certificate_kind text not null check (certificate_kind in ('file', 'cloud')),
  subject_name text not null,
  business_number text,
  submitter_name text not null,
  phone_sealed text not null,
  phone_masked text not null,
  client_business_number text,
  client_name text,
  state text not null check (state in ('live', 'superseded', 'ended')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  check ((client_business_number is null) = (client_name is null))
);
-- One live session per certificate (LOGIN-999).
create unique index submitter_session_live on auth.submitter_session (certificate_fingerprint)
  where state = 'live';
create index submitter_session_by_submitter on auth.submitter_session (submitter_id);
create index submitter_session_by_end on auth.submitter_session (expires_at);

-- PC ↔ phone: a ciphertext that the server cannot open, under a look-up word, taken once.
create table auth.transfer (
  lookup_index text primary key,
  ciphertext bytea not null check (octet_length(ciphertext) <= 65536),
  expires_at timestamptz not null
);

-- Login with a cloud certificate (금융인증서): which request signed which challenge.
create table auth.cloud_request (
  id uuid primary key,
  provider_id text not null,
  challenge_id uuid not null unique,
  state text not null check (state in ('waiting', 'signed', 'refused', 'expired')),
  -- SHA-256 of the CMS that the provider gave back.
  cms_sha256 text,
  expires_at timestamptz not null
);

create table auth.organisation (
  id uuid primary key,
  name text not null,
  business_number text,
  created_at timestamptz not null
);

create table auth.staff (
  id uuid primary key,
  organisation_id uuid references auth.organisation,
  -- Lower case.
  login_id text not null unique check (login_id = lower(login_id)),
  name text not null,
  role text not null check (role in ('operator', 'institutionAdmin', 'institutionStaff')),
  -- argon2id in PHC form.
  password_hash text not null,
  must_change_password boolean not null,
  disabled_at timestamptz,
  created_at timestamptz not null,
  check ((role = 'operator') = (organisation_id is null))
);
create index staff_by_organisation on auth.staff (organisation_id);

-- Failed tries by ID, for IDs that exist and for those that do not, so that both answer alike.
create table auth.staff_attempt (
  login_index text primary key,
  failure_count integer not null,
  last_at timestamptz not null
);

create table auth.staff_session (
  id uuid primary key,
  token_hash text not null unique,
  staff_id uuid not null references auth.staff,
  address text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index staff_session_by_staff on auth.staff_session (staff_id);

-- Terms and consents (약관·동의): every version that was ever shown.
create table auth.consent_document (
  kind text not null check (kind in ('service', 'personalData', 'provision', 'vatData')),
  version integer not null check (version >= 1),
  title text not null,
  body text not null,
  required boolean not null,
  effective_from timestamptz not null,
  primary key (kind, version)
);
create trigger consent_document_append_only before update or delete on auth.consent_document
  for each row execute function kernel.refuse_change();
create trigger consent_document_no_truncate before truncate on auth.consent_document
  for each statement execute function kernel.refuse_change();

-- Who agreed to which version, when and from where; append-only.
create table auth.consent (
  submitter_id uuid not null references auth.submitter,
  id uuid not null,
  submission_id uuid,
  kind text not null,
  version integer not null,
  at timestamptz not null,
  address text not null,
  primary key (submitter_id, id),
  foreign key (kind, version) references auth.consent_document
);
create trigger consent_append_only before update or delete on auth.consent
  for each row execute function kernel.refuse_change();
create trigger consent_no_truncate before truncate on auth.consent
  for each statement execute function kernel.refuse_change();
