-- Submission (원클릭 서류제출): catalogue, products, submissions, items, documents, deliveries.
create schema submission;

-- An issuing agency (발급기관) and the state of its circuit breaker, shared by all processes.
create table submission.agency (
  code text primary key,
  name text not null,
  website_url text not null,
  opens_at text not null default '00:00' check (opens_at ~ '^\d\d:\d\d$'),
  closes_at text not null default '24:00' check (closes_at ~ '^\d\d:\d\d$'),
  -- Requests that all our processes together have under way at this agency.
  parallel_max integer not null default 16 check (parallel_max between 1 and 100),
  failure_count integer not null default 0,
  breaker_open_until timestamptz,
  breaker_reason text,
  last_success_at timestamptz,
  last_failure_at timestamptz
);

-- The document catalogue is data: operators edit it.
create table submission.document_type (
  code text primary key,
  name text not null,
  agency_code text not null references submission.agency,
  -- Ordered sources, e.g. [{"kind":"codef","path":"/v1/kr/…","organization":"0001", …},{"kind":"upload"}].
  sources jsonb not null,
  -- Who may request it: submitter types of auth.
  submitter_types text[] not null,
  -- Extra inputs asked in one dialog: [{"name","label","kind","required","options"}].
  inputs jsonb not null default '[]',
  period_kind text not null check (period_kind in ('none', 'asOfToday', 'year', 'fiscalYear', 'half', 'quarter', 'month', 'range')),
  period_default text not null default '',
  period_years_back_max integer not null default 5,
  -- The longest span that one document covers; null = no limit but the years back.
  period_months_max integer check (period_months_max between 1 and 120),
  -- A period is asked for by default only so many months after its end: the filing and the
  -- agency's own work come first (a year's income proof opens in July: 6).
  period_opens_after_months integer not null default 0 check (period_opens_after_months between 0 and 24),
  has_pdf boolean not null default true,
  -- Submitter types that get data but no PDF (e.g. tax agents for Hometax proofs).
  data_only_types text[] not null default '{}',
  expected_seconds integer not null default 20,
  opens_at text,
  closes_at text,
  validity_days integer,
  needs_vat_consent boolean not null default false,
  data_shape jsonb not null default '{}',
  active boolean not null default true,
  position integer not null default 0
);

-- What an institution (제출 기관) asks for; institutions are auth.organisation rows.
create table submission.institution (
  id uuid primary key,
  name text not null,
  retention_days integer not null default 90 check (retention_days between 1 and 3650),
  help_phone text not null default '02-3771-1100'
);

create table submission.product (
  institution_id uuid not null references submission.institution,
  id uuid not null,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,60}$'),
  name text not null,
  description text not null default '',
  submitter_types text[] not null,
  active boolean not null default true,
  allows_partial boolean not null default true,
  created_at timestamptz not null,
  primary key (institution_id, id)
);

create table submission.product_document (
  institution_id uuid not null,
  product_id uuid not null,
  document_code text not null references submission.document_type,
  position integer not null,
  -- Period expression, e.g. 'last 3 fiscalYears', 'last 4 halves', 'last 3 months'; '' = catalogue's default.
  period_expression text not null default '',
  period_changeable boolean not null default true,
  required boolean not null default true,
  primary key (institution_id, product_id, document_code),
  foreign key (institution_id, product_id) references submission.product
);

create table submission.submission (
  institution_id uuid not null,
  id uuid not null unique,
  product_id uuid not null,
  -- Short text a person can read over the phone, e.g. 'M26-7K3Q-91'.
  reference text not null unique,
  submitter_id uuid not null,
  session_id uuid not null,
  submitter_type text not null,
  certificate_fingerprint text not null,
  -- Company or person on the certificate, and the person who submits.
  subject_name text not null,
  business_number text,
  client_name text,
  client_business_number text,
  submitter_name text not null,
  phone_sealed text not null,
  phone_masked text not null,
  state text not null default 'running' check (state in ('running', 'finished')),
  -- Grows by one at each re-issue: the messages of a round are sent once.
  round integer not null default 1,
  -- The last round whose end was told.
  notified_round integer not null default 0,
  -- A newer login with the certificate ended the session (LOGIN-999).
  superseded_at timestamptz,
  -- With the versions of its items: grows at each visible change; progress streams compare it.
  version bigint not null default 1,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, product_id) references submission.product
);
create index submission_by_submitter on submission.submission (submitter_id, created_at desc);
create index submission_by_session on submission.submission (session_id);
create index submission_by_institution on submission.submission (institution_id, created_at desc);
create index submission_untold on submission.submission (finished_at)
  where state = 'finished' and notified_round < round;

create table submission.item (
  submission_id uuid not null references submission.submission (id),
  id uuid not null unique,
  institution_id uuid not null,
  position integer not null,
  document_code text not null references submission.document_type,
  document_name text not null,
  agency_code text not null references submission.agency,
  certificate_fingerprint text not null,
  period_from text,
  period_to text,
  period_label text not null default '',
  inputs_sealed text,
  state text not null check (state in (
    'queued', 'waitingAgency', 'running', 'authWait', 'issued', 'delivered', 'notProvided', 'failed')),
  -- Why it waits or failed: a class of failure.ts, the vendor's code and the sentence shown.
  failure_class text,
  failure_code text,
  failure_text text,
  retryable boolean not null default false,
  source text not null default 'agency' check (source in ('agency', 'upload')),
  -- This submitter gets data and no PDF (미제공), whatever the agency could print.
  data_only boolean not null default false,
  attempt_number integer not null default 1,
  -- Passing failures of this attempt.
  retry_count integer not null default 0,
  -- How often a worker that held this attempt died.
  recovery_count integer not null default 0,
  -- How often this attempt ended in a failure that the person saw.
  failure_count integer not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null,
  -- Business time at which a waiting item is tried again.
  next_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  -- Two-way step (추가인증): what the agency wants back, sealed, and the end of its countdown.
  two_way_sealed text,
  auth_expires_at timestamptz,
  auth_confirmed_at timestamptz,
  -- How often the agency was asked whether the extra step is done: never three times (CF-12872).
  auth_ask_count integer not null default 0 check (auth_ask_count between 0 and 2),
  document_id uuid,
  primary key (submission_id, id)
);
create index item_due on submission.item (agency_code, id)
  where state in ('queued', 'waitingAgency', 'authWait');
create index item_by_lease on submission.item (certificate_fingerprint, agency_code, id)
  where state in ('queued', 'waitingAgency', 'authWait');
create index item_running on submission.item (agency_code) where state = 'running';
create index item_auth_end on submission.item (auth_expires_at) where state = 'authWait';
create index item_ended on submission.item (agency_code, finished_at desc) where finished_at is not null;

-- What happened to an item, one row an attempt's step; append-only history.
create table submission.item_event (
  item_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  attempt_number integer not null,
  state text not null,
  failure_class text,
  failure_code text,
  detail text,
  primary key (item_id, id)
);
create trigger item_event_append_only before update or delete on submission.item_event
  for each row execute function kernel.refuse_change();
create trigger item_event_no_truncate before truncate on submission.item_event
  for each statement execute function kernel.refuse_change();

-- At most one live login per (certificate, agency). The token only grows: a holder that lost the
-- lease cannot write its result (fencing).
create table submission.lease (
  certificate_fingerprint text not null,
  agency_code text not null,
  token bigint not null,
  item_id uuid,
  -- Which process, for the operator.
  holder text,
  -- Machine time (clock_timestamp), never the business clock: a moved clock must not let a second
  -- login in while the first one is at the agency. Null = free.
  expires_at timestamptz,
  primary key (certificate_fingerprint, agency_code)
);

-- What the agency's gateway needs, sealed; at most 30 minutes, then destroyed.
create table submission.bundle (
  submission_id uuid primary key references submission.submission (id),
  sealed text not null,
  expires_at timestamptz not null
);

-- An issued document: PDF and data, sealed; the bytes go when the retention ends, the row stays.
create table submission.document (
  institution_id uuid not null,
  id uuid not null unique,
  submission_id uuid not null,
  item_id uuid not null,
  attempt_number integer not null,
  source text not null check (source in ('agency', 'upload')),
  -- As they were asked for: a later re-issue of the item may ask for another period.
  document_code text not null,
  document_name text not null,
  period_from text,
  period_to text,
  period_label text not null default '',
  file_name text not null,
  pdf_sealed bytea,
  pdf_sha256 text,
  pdf_size_bytes integer,
  pdf_page_count integer,
  pdf_encrypted boolean not null default false,
  data_sealed bytea,
  issue_number text,
  issued_at timestamptz not null,
  retained_until timestamptz not null,
  destroyed_at timestamptz,
  -- The pull API's cursor: rows of transactions that may still commit are not shown yet.
  written_in xid8 not null default pg_current_xact_id(),
  primary key (institution_id, id),
  unique (item_id, attempt_number)
);
create index document_by_submission on submission.document (submission_id);
create index document_by_cursor on submission.document (institution_id, written_in, id);
create index document_by_retention on submission.document (retained_until) where destroyed_at is null;

-- Handing a document to its institution; the id is what makes it once in effect.
create table submission.delivery (
  institution_id uuid not null,
  id uuid not null unique,
  document_id uuid not null,
  item_id uuid not null,
  submission_id uuid not null,
  channel text not null check (channel in ('webhook', 'pull')),
  state text not null check (state in ('pending', 'delivered', 'failed')),
  attempt_count integer not null default 0,
  -- Business time of the next attempt.
  next_at timestamptz,
  -- Machine time until which one process is at it.
  locked_until timestamptz,
  delivered_at timestamptz,
  -- First read through the pull API.
  read_at timestamptz,
  created_at timestamptz not null,
  primary key (institution_id, id),
  unique (document_id)
);
create index delivery_due on submission.delivery (next_at) where state = 'pending';
create index delivery_by_submission on submission.delivery (submission_id);

create table submission.delivery_attempt (
  delivery_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  status integer,
  failure text,
  duration_ms integer not null,
  manual boolean not null default false,
  primary key (delivery_id, id)
);
create trigger delivery_attempt_append_only before update or delete on submission.delivery_attempt
  for each row execute function kernel.refuse_change();
create trigger delivery_attempt_no_truncate before truncate on submission.delivery_attempt
  for each statement execute function kernel.refuse_change();

create table submission.webhook (
  institution_id uuid primary key references submission.institution,
  url text not null,
  secret_sealed text not null,
  active boolean not null default true,
  changed_at timestamptz not null
);

create table submission.api_key (
  institution_id uuid not null references submission.institution,
  id uuid not null unique,
  name text not null,
  prefix text not null,
  key_hash text not null unique,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (institution_id, id)
);

-- Vendor error codes mapped as data: (vendor, product, code); '' product = any; code may end in '*'.
create table submission.error_code (
  vendor text not null,
  product text not null default '',
  code text not null,
  failure_class text not null,
  note text not null default '',
  primary key (vendor, product, code)
);
