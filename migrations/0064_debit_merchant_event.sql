-- What happened, as merchants are told it: kept for replay, never changed.
create table debit.merchant_event (
  merchant_id uuid not null,
  id uuid not null,
  type text not null,
  subject_id uuid not null,
  at timestamptz not null,
  -- Plain JSON; amounts as numbers of won; no personal data.
  data jsonb not null,
  primary key (merchant_id, id)
);
create trigger merchant_event_append_only before update or delete on debit.merchant_event
  for each row execute function kernel.refuse_change();
create trigger merchant_event_no_truncate before truncate on debit.merchant_event
  for each statement execute function kernel.refuse_change();
