-- 납부자 페이지: how a payer comes in. A link alone shows nothing; a code sent to the phone opens it.
create table debit.payer_link (
  merchant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  -- SHA-256 of 32 random bytes, hex.
  token_hash text not null unique,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, customer_id) references debit.customer
);
create index payer_link_of_customer on debit.payer_link (merchant_id, customer_id);

-- The last code of a link for each purpose; a new one takes its place.
create table debit.payer_code (
  merchant_id uuid not null,
  link_id uuid not null,
  purpose text not null check (purpose in ('open', 'consent')),
  id uuid not null,
  code_sealed text not null,
  try_count integer not null default 0 check (try_count between 0 and 5),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (merchant_id, link_id, purpose),
  foreign key (merchant_id, link_id) references debit.payer_link
);

-- What a payer was asked to sign last. The nonce stands in the text and holds once.
create table debit.payer_signing (
  merchant_id uuid not null,
  link_id uuid not null,
  nonce text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (merchant_id, link_id),
  foreign key (merchant_id, link_id) references debit.payer_link
);

create table debit.payer_session (
  merchant_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  -- SHA-256 of 32 random bytes, hex.
  token_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, link_id) references debit.payer_link
);
create index payer_session_of_link on debit.payer_session (merchant_id, link_id);
