-- How merchants' programs come in (keys of the REST API) and are told (signed webhooks).
create table debit.api_key (
  merchant_id uuid not null references debit.merchant,
  id uuid not null,
  name text not null,
  prefix text not null,
  -- SHA-256 of 32 random bytes and the prefix, hex.
  key_hash text not null unique,
  created_at timestamptz not null,
  created_by text not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (merchant_id, id)
);

create table debit.webhook_endpoint (
  merchant_id uuid not null references debit.merchant,
  id uuid not null,
  url text not null,
  secret_sealed text not null,
  -- The secret before, after a rotation: messages are signed by both until then.
  previous_secret_sealed text,
  previous_secret_until timestamptz,
  -- Empty: every type.
  types text[] not null,
  is_active boolean not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (merchant_id, id),
  check ((previous_secret_sealed is null) = (previous_secret_until is null))
);

-- What an endpoint is to be told; written with the event itself, so that none is missed.
create table debit.webhook_delivery (
  merchant_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'gaveUp')),
  attempt_count integer not null default 0,
  first_at timestamptz not null,
  next_at timestamptz not null,
  last_at timestamptz,
  -- HTTP status of the last answer; null where there was none.
  answer integer,
  failure text,
  primary key (merchant_id, endpoint_id, event_id),
  foreign key (merchant_id, endpoint_id) references debit.webhook_endpoint,
  foreign key (merchant_id, event_id) references debit.merchant_event
);
create index webhook_delivery_due on debit.webhook_delivery (merchant_id, endpoint_id, event_id)
  where state = 'pending';
