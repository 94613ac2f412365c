-- Members of merchants: IDs of eight digits, roles with rights, and second factors of all staff.

-- An organisation's own roles. The rights are those of `modules/auth/staff/rights.ts`.
create table auth.role (
  organisation_id uuid not null references auth.organisation,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 40),
  rights text[] not null check (rights <@ array['debit.read', 'debit.customers', 'debit.request',
    'debit.money', 'debit.settings', 'debit.integration', 'members.manage']),
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, name)
);

alter table auth.staff
  add column role_id uuid,
  drop constraint staff_role_check,
  add constraint staff_role_check check (role in (
    'operator', 'institutionAdmin', 'institutionStaff', 'merchantAdmin', 'merchantStaff')),
  add constraint staff_member_id_check check (
    role not in ('merchantAdmin', 'merchantStaff') or login_id ~ '^[0-9]{8}$'),
  add constraint staff_member_role_check check (role_id is null or role = 'merchantStaff'),
  add foreign key (organisation_id, role_id) references auth.role;

-- Tries at IDs that nobody has are forgotten after a while; those of accounts stay.
alter table auth.staff_attempt add column is_account boolean not null default true;

alter table auth.staff_session
  -- When the password was proved last: at the login, or again before the first factor is enrolled.
  add column password_at timestamptz,
  add column second_factor_at timestamptz;

-- WebAuthn credentials. The public key is a COSE key (RFC 9052).
create table auth.passkey (
  staff_id uuid not null references auth.staff,
  id uuid not null,
  credential_id text not null unique,
  public_key bytea not null,
  -- Grows with every use; passkeys that travel between devices keep it at zero.
  sign_count bigint not null check (sign_count >= 0),
  transports text[] not null,
  name text not null check (char_length(name) between 1 and 40),
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (staff_id, id)
);

-- The app that makes codes (TOTP, RFC 6238): one for an account; it counts once its first code came.
create table auth.code_app (
  staff_id uuid primary key references auth.staff,
  secret_sealed text not null,
  -- Step of the last code that was taken: neither it nor an earlier one counts again.
  last_step bigint not null,
  created_at timestamptz not null,
  confirmed_at timestamptz
);

-- Keyed hashes; a code that was used is gone.
create table auth.recovery_code (
  staff_id uuid not null references auth.staff,
  code_index text not null,
  created_at timestamptz not null,
  primary key (staff_id, code_index)
);

-- What a browser was asked to sign: one for a session and purpose, taken away by the answer.
create table auth.passkey_challenge (
  session_id uuid not null references auth.staff_session on delete cascade,
  purpose text not null check (purpose in ('creation', 'confirmation')),
  challenge text not null,
  expires_at timestamptz not null,
  primary key (session_id, purpose)
);

-- Wrong second factors of an account.
create table auth.second_factor_attempt (
  staff_id uuid primary key references auth.staff,
  failure_count integer not null check (failure_count >= 1),
  since timestamptz not null,
  locked_until timestamptz
);
