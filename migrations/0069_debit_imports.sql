-- 일괄등록: customers and instructions out of one file, checked first and written when somebody says so.

create table debit.import (
  merchant_id uuid not null references debit.merchant,
  id uuid not null,
  contract_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 200),
  -- Of the file's bytes, in hexadecimal; with the encoding that was asked for ('' where none was).
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  encoding text not null default '' check (encoding in ('', 'utf-8', 'euc-kr')),
  state text not null check (state in ('reading', 'checked', 'applying', 'done', 'refused', 'cancelled')),
  -- Why the whole file was refused, in a word; for `columns` which headings lack or are unknown.
  refusal text,
  refusal_row integer,
  refused_columns jsonb,
  row_count integer not null default 0,
  bad_count integer not null default 0,
  same_count integer not null default 0,
  applied_count integer not null default 0,
  -- What the rows were held against, as a hash: a contract that changed since wants them read again.
  facts_hash text not null,
  -- What is written; of the good rows, which blocks of row numbers are.
  which text check (which in ('all', 'good')),
  applied_blocks int4multirange not null default '{}',
  -- Machine time: who reads the file has renewed it within the last seconds.
  lease_until timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  applied_by text,
  primary key (merchant_id, id),
  foreign key (merchant_id, contract_id) references debit.contract,
  check ((state = 'refused') = (refusal is not null)),
  check (state not in ('applying', 'done') or which is not null)
);
-- The same file for the same contract is the same import, until it was refused or cancelled.
create unique index import_by_file on debit.import (merchant_id, contract_id, sha256, encoding)
  where state not in ('refused', 'cancelled');
create index import_open on debit.import (state, created_at) where state in ('reading', 'checked');

-- Good rows between the dry run and the writing. Unlogged: a crash of the server empties it, and the
-- import then says that it was interrupted. The identifiers are those that the rows will have, for
-- what is sealed is bound to them.
create unlogged table debit.import_row (
  merchant_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  -- `same`: imported before with the same content. `bad`: stands in import_bad_row.
  verdict text not null check (verdict in ('good', 'same', 'bad')),
  -- An earlier good row of the file brings the same customer.
  is_repeat boolean not null,
  -- The customer exists already, alike in every field.
  has_customer boolean not null default false,
  content_hash text not null,
  customer_id uuid not null,
  account_id uuid not null,
  instruction_id uuid not null,
  number text not null,
  name text not null,
  kind text not null,
  grade text not null,
  identity_sealed bytea,
  identity_masked text not null,
  representative text not null,
  phone text not null,
  mobile text not null,
  email text not null,
  industry_code text not null,
  joined_on date,
  region text not null,
  postcode text not null,
  address text not null,
  address_detail text not null,
  item_code text not null,
  limit_won bigint not null,
  monthly_won bigint not null,
  discount_rate integer not null,
  discount_won bigint not null,
  first_month date not null,
  last_month date,
  due_day integer not null,
  bank_code text not null,
  details_sealed bytea not null,
  account_masked text not null,
  holder text not null,
  holder_identity_masked text not null,
  manager text not null,
  primary key (merchant_id, import_id, row_number)
);

-- Rows that cannot be written, as they were typed; account numbers and identities by their masks.
create table debit.import_bad_row (
  merchant_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  -- Texts in the order of the template.
  cells jsonb not null,
  -- [{"column", "reason", "value"?}], in the order of the template.
  problems jsonb not null,
  primary key (merchant_id, import_id, row_number),
  foreign key (merchant_id, import_id) references debit.import
);

-- Keyed hash of the row that an instruction came from: the same row again is known by it.
alter table debit.instruction add column import_hash text;
