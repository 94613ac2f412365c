-- Auto-debit (대행 자동이체): merchants, their contracts and payers, what is asked of banks, what came back.
-- The merchant's id comes first in every key. An account number and the birth date or business number
-- beside it are sealed; rows of accounts are never changed, so that a file can be built again byte for byte.
create schema debit;

-- Banks by their three-digit code (금융기관코드); retired ones keep their row.
create table debit.bank (
  code text primary key check (code ~ '^\d{3}$'),
  name text not null,
  -- A bank that debits only accounts it was told of before (필수 계좌신청).
  requires_registration boolean not null default false,
  -- What an account number looks like there, digits alone.
  account_pattern text not null default '^\d{10,14}$',
  valid_from date not null default '1900-01-01',
  valid_until date
);

-- When things close and when answers come, by rail, bank ('*' for the others) and operation.
-- Days are counted from the named day; a time is wall time in Asia/Seoul.
create table debit.schedule_rule (
  rail text not null check (rail in ('directLine', 'clearingHouse')),
  bank_code text not null,
  operation text not null check (operation in ('registration', 'debit', 'sameDayDebit')),
  counted_from text not null check (counted_from in ('requestDay', 'debitDay')),
  -- Until when merchants may ask and withdraw; then the file is built.
  cutoff_days integer not null,
  cutoff_time text not null check (cutoff_time ~ '^\d\d:\d\d$'),
  -- Until when the other side takes the file.
  send_by_days integer not null,
  send_by_time text not null check (send_by_time ~ '^\d\d:\d\d$'),
  result_days integer not null,
  result_time text not null check (result_time ~ '^\d\d:\d\d$'),
  -- Whether result_days are business days or calendar days.
  result_days_kind text not null check (result_days_kind in ('business', 'calendar')),
  -- Business days before the debit day by which a registration must be complete.
  registration_lead_days integer not null default 0,
  primary key (rail, bank_code, operation),
  check ((cutoff_days, cutoff_time) <= (send_by_days, send_by_time))
);

-- Who collects. The id is the organisation's.
create table debit.merchant (
  id uuid primary key,
  -- First eight digits of every payer number at the clearing house.
  number text not null unique check (number ~ '^\d{8}$'),
  name text not null,
  business_number text not null check (business_number ~ '^\d{10}$'),
  representative text not null default '',
  address text not null default '',
  business_type text not null default '',
  business_item text not null default '',
  email text not null default '',
  phone text not null default '',
  -- Where the money is paid out; null until the merchant names it.
  settlement_bank_code text references debit.bank,
  settlement_account_sealed bytea,
  settlement_account_masked text,
  settlement_holder text,
  settlement_verified_at timestamptz,
  -- 'daily': so many business days after the debit day; 'monthly': on that day of the next month.
  settlement_cycle text not null default 'daily' check (settlement_cycle in ('daily', 'monthly')),
  settlement_day integer not null default 2 check (settlement_day between 1 and 28),
  next_payer_serial bigint not null default 1,
  -- Accounts of the ledger: what payers were debited, what we owe the merchant, what it took in cash.
  receivable_account_id uuid not null,
  payable_account_id uuid not null,
  cash_account_id uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz
);

-- The operator's list of collection items (집금항목).
create table debit.item (
  code text primary key,
  name text not null unique,
  is_active boolean not null default true
);

-- A contract (계약): rail, due days and fees that were agreed.
create table debit.contract (
  merchant_id uuid not null references debit.merchant,
  id uuid not null,
  name text not null,
  rail text not null check (rail in ('directLine', 'clearingHouse')),
  -- Contracted due days (이체예정일), days of the month; 31 stands for the last day.
  due_days integer[] not null check (cardinality(due_days) between 1 and 31),
  starts_on date not null,
  ends_on date,
  -- Limits that the clearing house set (per month for all, per debit).
  monthly_limit_won bigint not null check (monthly_limit_won > 0),
  debit_limit_won bigint not null check (debit_limit_won > 0),
  -- Failures of the classes "money" and "outage" are asked for again by themselves.
  retries_automatically boolean not null default true,
  registration_fee_won bigint not null default 0 check (registration_fee_won >= 0),
  state text not null default 'active' check (state in ('active', 'ended')),
  created_at timestamptz not null,
  primary key (merchant_id, id)
);

create table debit.contract_item (
  merchant_id uuid not null,
  contract_id uuid not null,
  item_code text not null references debit.item,
  -- 집금주기: the usual due day of the item.
  collection_day integer not null check (collection_day between 1 and 31),
  -- Fees without VAT, by debit.
  success_fee_won bigint not null check (success_fee_won >= 0),
  failure_fee_won bigint not null default 0 check (failure_fee_won >= 0),
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (merchant_id, contract_id, item_code),
  foreign key (merchant_id, contract_id) references debit.contract
);

-- A payer (납부고객). What customers, accounts, instructions and registrations refer to is looked up by
-- the statement, in 0067.
create table debit.customer (
  merchant_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  -- 고객번호, the merchant's own.
  number text not null check (length(number) between 1 and 20),
  name text not null check (length(name) between 1 and 60),
  kind text not null check (kind in ('individual', 'business')),
  grade text not null default '',
  -- Business number of a business, or birth date YYMMDD of a person: sealed.
  identity_sealed bytea,
  identity_masked text not null default '',
  representative text not null default '',
  phone text not null default '',
  mobile text not null default '',
  email text not null default '',
  industry_code text not null default '',
  joined_on date,
  region text not null default '',
  postcode text not null default '',
  address text not null default '',
  address_detail text not null default '',
  state text not null default 'active' check (state in ('active', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (merchant_id, id),
  unique (merchant_id, number)
);

-- A payer's account as it was named once. Never changed: a new number is a new row.
-- `details_sealed` holds account (16) and identity (13), space-padded, 29 bytes of ASCII.
create table debit.account (
  merchant_id uuid not null,
  id uuid not null,
  bank_code text not null,
  details_sealed bytea not null,
  account_masked text not null,
  holder text not null,
  created_at timestamptz not null,
  primary key (merchant_id, id)
);
create trigger account_append_only before update or delete on debit.account
  for each row execute function kernel.refuse_change();

-- What is collected from a payer each month (이체정보).
create table debit.instruction (
  merchant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  contract_id uuid not null,
  item_code text not null,
  -- 납부자번호: merchant number (8) + serial (12); unique at the clearing house.
  payer_number text not null unique check (payer_number ~ '^\d{20}$'),
  account_id uuid not null,
  -- Held beside the account for lists and files by bank.
  bank_code text not null,
  limit_won bigint not null check (limit_won > 0),
  monthly_won bigint not null check (monthly_won > 0),
  -- In hundredths of a percent; 10000 is 면제.
  discount_rate integer not null default 0 check (discount_rate between 0 and 10000),
  discount_won bigint not null default 0 check (discount_won >= 0),
  -- First days of the first and the last month; no last month: until further notice.
  first_month date not null check (extract(day from first_month) = 1),
  last_month date check (extract(day from last_month) = 1),
  due_day integer not null check (due_day between 1 and 31),
  manager text not null default '',
  registered_by text not null,
  registration_state text not null default 'none'
    check (registration_state in ('none', 'waiting', 'sent', 'done', 'failed', 'cancelled')),
  -- The code of the bank for the last answer.
  registration_code text,
  state text not null default 'active' check (state in ('active', 'stopped', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (merchant_id, id),
  check (monthly_won <= limit_won),
  check (discount_won <= monthly_won),
  check (last_month is null or last_month >= first_month)
);
create index instruction_by_customer on debit.instruction (merchant_id, customer_id);
create index instruction_by_contract on debit.instruction (merchant_id, contract_id, due_day);

-- What changed on customers and instructions, by whom; fields by name, sealed ones by their masks.
create table debit.history (
  merchant_id uuid not null,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('customer', 'instruction', 'contract', 'merchant')),
  subject_id uuid not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  changes jsonb not null,
  primary key (merchant_id, id)
);
create index history_by_subject on debit.history (merchant_id, subject_id, id);
create trigger history_append_only before update or delete on debit.history
  for each row execute function kernel.refuse_change();
create trigger history_no_truncate before truncate on debit.history
  for each statement execute function kernel.refuse_change();

-- Proof of consent (동의자료), at most 300 kB, sealed; goes as EI13.
create table debit.evidence (
  merchant_id uuid not null,
  id uuid not null,
  instruction_id uuid not null,
  account_id uuid not null,
  -- 1 paper, 2 recorded voice, 3 signed by certificate, 4 confirmed by phone code.
  kind integer not null check (kind between 1 and 4),
  extension text not null,
  byte_count integer not null check (byte_count between 1 and 300000),
  sha256 text not null,
  bytes_sealed bytea not null,
  given_at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, instruction_id) references debit.instruction
);
create index evidence_by_instruction on debit.evidence (merchant_id, instruction_id);

-- A file as it was sent. Its bytes are not kept: they are built again from rows that do not change,
-- and must give the same hash.
create table debit.file (
  id uuid primary key,
  rail text not null check (rail in ('directLine', 'clearingHouse')),
  -- The bank on a direct line; '' at the clearing house.
  bank_code text not null,
  kind text not null check (kind in ('EB12', 'EB13', 'EB21', 'EC21', 'EI13')),
  -- The day in the file's name.
  business_date date not null,
  debit_date date,
  state text not null check (state in ('built', 'sending', 'sent', 'resulted', 'rejected', 'cancelled')),
  record_count integer not null check (record_count > 0),
  total_won bigint not null default 0 check (total_won >= 0),
  -- Null until the bytes were made for the first time.
  sha256 text,
  byte_count bigint,
  send_by timestamptz not null,
  result_due_at timestamptz,
  built_at timestamptz not null,
  sent_at timestamptz,
  resulted_at timestamptz,
  attempt_count integer not null default 0,
  -- Refused by the centre, by code: what it told of the file as a whole.
  rejection_code text,
  -- Machine time: who sends has renewed it within the last seconds.
  lease_until timestamptz,
  -- When to look for the answer again, after one that could not be used.
  look_after timestamptz
);
-- One file of a name, but for those that the other side refused as a whole.
create unique index file_by_name on debit.file (rail, bank_code, kind, business_date)
  where state <> 'rejected';
create index file_open on debit.file (state) where state in ('built', 'sending', 'sent');

-- The merchants of a file of debits, with the ids of their postings: what was sent leaves the
-- receivable, what failed goes back to it. A collected debit is a posting with the order's own id.
create table debit.file_merchant (
  file_id uuid not null references debit.file,
  merchant_id uuid not null references debit.merchant,
  record_count integer not null,
  total_won bigint not null,
  sent_posting_id uuid not null,
  returned_posting_id uuid not null,
  -- What passbooks show (통장기재내용), kept so that the file is made alike again.
  passbook_text text not null,
  collected_count integer,
  collected_won bigint,
  primary key (file_id, merchant_id)
);

-- An application for (or end of) a registration at the bank (계좌신청).
create table debit.registration (
  merchant_id uuid not null,
  id uuid not null,
  instruction_id uuid not null,
  account_id uuid not null,
  -- 1 new, 3 cancel, 7 forced cancel.
  kind integer not null check (kind in (1, 3, 7)),
  origin text not null check (origin in ('merchant', 'payer', 'bank', 'accountMove')),
  -- The two of an account change share it.
  pair_id uuid,
  rail text not null check (rail in ('directLine', 'clearingHouse')),
  bank_code text not null,
  payer_number text not null,
  state text not null check (state in ('waiting', 'sent', 'done', 'failed', 'withdrawn')),
  requested_at timestamptz not null,
  requested_by text not null,
  cutoff_at timestamptz not null,
  result_due_at timestamptz not null,
  file_id uuid references debit.file,
  sequence integer,
  code text,
  resulted_at timestamptz,
  primary key (merchant_id, id),
  check ((file_id is null) = (sequence is null))
);
create index registration_by_instruction on debit.registration (merchant_id, instruction_id);
create index registration_waiting on debit.registration (rail, cutoff_at) where file_id is null;
create unique index registration_by_file on debit.registration (file_id, sequence) where file_id is not null;

-- What a payer owes for a month: gross − discount. Made when it is first asked for.
create table debit.charge (
  merchant_id uuid not null,
  id uuid not null,
  instruction_id uuid not null,
  customer_id uuid not null,
  contract_id uuid not null,
  item_code text not null,
  grade text not null,
  month date not null check (extract(day from month) = 1),
  due_date date not null,
  gross_won bigint not null check (gross_won > 0),
  discount_won bigint not null check (discount_won >= 0),
  amount_won bigint not null check (amount_won > 0),
  created_at timestamptz not null,
  primary key (merchant_id, id),
  unique (merchant_id, instruction_id, month),
  check (amount_won = gross_won - discount_won)
);
create index charge_by_month on debit.charge (merchant_id, month);

-- One attempt to collect (이체의뢰, 재처리의뢰). `file_id is null` stands for "not in a file yet":
-- no index holds `state`, so that applying a million results moves no index entry.
create table debit.debit_order (
  merchant_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  instruction_id uuid not null,
  charge_id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('regular', 'retry')),
  -- Set by us after a failure, not asked for by a person.
  is_automatic boolean not null default false,
  operation text not null check (operation in ('debit', 'sameDayDebit')),
  rail text not null,
  bank_code text not null,
  payer_number text not null,
  month date not null,
  debit_date date not null,
  -- Of the charge itself, and of earlier charges (미수납액) in `order_arrears`.
  charge_won bigint not null check (charge_won > 0),
  arrears_won bigint not null default 0 check (arrears_won >= 0),
  amount_won bigint not null check (amount_won = charge_won + arrears_won),
  state text not null check (state in ('waiting', 'sent', 'collected', 'failed', 'withdrawn')),
  requested_at timestamptz not null,
  requested_by text not null,
  cutoff_at timestamptz not null,
  result_due_at timestamptz not null,
  -- No foreign key: a million rows enter a file in one statement.
  file_id uuid,
  sequence integer,
  code text,
  resulted_at timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, charge_id) references debit.charge,
  check ((file_id is null) = (sequence is null))
) with (fillfactor = 60);
create index debit_order_by_month on debit.debit_order (merchant_id, month);
create index debit_order_by_date on debit.debit_order (merchant_id, debit_date);
create index debit_order_by_charge on debit.debit_order (merchant_id, charge_id);
create index debit_order_waiting on debit.debit_order (rail, cutoff_at) where file_id is null;
create index debit_order_by_file on debit.debit_order (file_id, sequence) where file_id is not null;

-- Earlier charges that an order collects beside its own.
create table debit.order_arrears (
  merchant_id uuid not null,
  order_id uuid not null,
  charge_id uuid not null,
  amount_won bigint not null check (amount_won > 0),
  primary key (merchant_id, order_id, charge_id),
  foreign key (merchant_id, order_id) references debit.debit_order,
  foreign key (merchant_id, charge_id) references debit.charge
);
create index order_arrears_by_charge on debit.order_arrears (merchant_id, charge_id);

-- Cash taken for a failed charge (현금수납); a wrong one is taken back by a row below zero.
create table debit.cash_receipt (
  merchant_id uuid not null,
  id uuid not null,
  charge_id uuid not null,
  amount_won bigint not null check (amount_won <> 0),
  reverses_id uuid,
  received_on date not null,
  note text not null default '',
  actor text not null,
  created_at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, charge_id) references debit.charge
);
create index cash_receipt_by_charge on debit.cash_receipt (merchant_id, charge_id);
create trigger cash_receipt_append_only before update or delete on debit.cash_receipt
  for each row execute function kernel.refuse_change();

-- A file that came in. Only one that reconciles to the won is applied; the others change nothing.
create table debit.result_file (
  id uuid primary key,
  rail text not null,
  bank_code text not null,
  kind text not null check (kind in ('EB11', 'EB14', 'EB22', 'EC22')),
  business_date date not null,
  -- The sent file that it answers; EB11 answers none.
  file_id uuid references debit.file,
  sha256 text not null,
  byte_count bigint not null,
  record_count integer not null,
  state text not null check (state in ('applied', 'refused')),
  refusal text,
  received_at timestamptz not null,
  unique (rail, bank_code, kind, business_date, sha256)
);

-- What payers did at their banks, as EB11 brought it; those that we refuse go back by EB12.
create table debit.bank_application (
  result_file_id uuid not null references debit.result_file,
  sequence integer not null,
  payer_number text not null,
  -- The fields of the record as JSON, sealed.
  record_sealed bytea not null,
  merchant_id uuid,
  registration_id uuid,
  -- Null where it stands; A013, A017 or A019 where we refuse it.
  refusal_code text,
  file_id uuid references debit.file,
  primary key (result_file_id, sequence)
);

-- What an operator must look at.
create table debit.alert (
  id uuid primary key,
  kind text not null,
  rail text,
  bank_code text,
  file_id uuid,
  at timestamptz not null,
  -- Counts, names and codes; never personal data.
  details jsonb not null,
  acknowledged_at timestamptz,
  acknowledged_by text
);
create index alert_open on debit.alert (at) where acknowledged_at is null;

-- Banks (금융결제원 금융기관코드). 국민 and 새마을금고 must be told of an account first.
insert into debit.bank (code, name, requires_registration) values
  ('002', '산업은행', false), ('003', '기업은행', false), ('004', '국민은행', true),
  ('007', '수협은행', false), ('011', '농협은행', false), ('012', '지역농축협', false),
  ('020', '우리은행', false), ('023', 'SC제일은행', false), ('027', '한국씨티은행', false),
  ('031', 'iM뱅크', false), ('032', '부산은행', false), ('034', '광주은행', false),
  ('035', '제주은행', false), ('037', '전북은행', false), ('039', '경남은행', false),
  ('045', '새마을금고', true), ('048', '신협', false), ('050', '저축은행', false),
  ('054', 'HSBC은행', false), ('055', '도이치은행', false), ('057', 'JP모간체이스은행', false),
  ('060', 'BOA은행', false), ('064', '산림조합', false), ('071', '우체국', false),
  ('081', '하나은행', false), ('088', '신한은행', false), ('089', '케이뱅크', false),
  ('090', '카카오뱅크', false), ('092', '토스뱅크', false);
insert into debit.bank (code, name, valid_until) values
  ('005', '외환은행', '2015-08-31'), ('026', '서울은행', '2002-11-30');

-- Direct line: before 14:00, answer on the next business day at 11:00, registration two business days
-- ahead (D-2). Clearing house: EB13 by noon of the day after, EB14 two days after at 14:00; EB21 by 17:00
-- of the day before, EB22 at 03:00 of the day after, also on holidays; EC21 by noon, EC22 at 23:00. Our own
-- cutoff of 14:00 lies before each of them, so that there is time to build and send.
insert into debit.schedule_rule (rail, bank_code, operation, counted_from, cutoff_days, cutoff_time,
  send_by_days, send_by_time, result_days, result_time, result_days_kind, registration_lead_days) values
  ('directLine', '*', 'registration', 'requestDay', 0, '14:00', 0, '15:00', 1, '11:00', 'business', 0),
  ('directLine', '*', 'debit', 'debitDay', 0, '14:00', 0, '15:00', 1, '11:00', 'business', 2),
  ('clearingHouse', '*', 'registration', 'requestDay', 0, '14:00', 1, '12:00', 2, '14:00', 'business', 0),
  ('clearingHouse', '*', 'debit', 'debitDay', -1, '14:00', -1, '17:00', 1, '03:00', 'calendar', 2),
  ('clearingHouse', '*', 'sameDayDebit', 'debitDay', 0, '11:00', 0, '12:00', 0, '23:00', 'calendar', 2);

insert into debit.item (code, name) values
  ('tuition', '학원비'), ('membership', '회비'), ('rent', '임대료'), ('management', '관리비'),
  ('donation', '후원금'), ('insurance', '보험료'), ('rental', '렌탈료'), ('hosting', '호스팅료'),
  ('lunch', '급식비'), ('goods', '물품대금');
