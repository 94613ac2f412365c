-- Double entry. What is inserted into ledger.posting moves value from one account to another of the
-- same unit; the balances that accounts store follow in the same statement, by trigger, whoever
-- inserts. Nothing here is ever changed or removed.
--
-- All writers take their locks in this order, so that single statements never wait in a circle:
-- new ids of postings or reservations ascending, accounts ascending, reservations that end, lots.
create schema ledger;

-- Checks of a domain are paid when a value is made, not at every update of the row.
create domain ledger.unit as text
  check (value in ('WON', 'CREDIT', 'MESSAGE', 'MINUTE', 'SESSION', 'DAY'));
-- 'summed': every transaction touches it, so its balance is added up when asked and no row of it is
-- locked.
create domain ledger.balance_kind as text check (value in ('stored', 'summed'));
create domain ledger.purpose as text check (char_length(value) between 1 and 100);
create domain ledger.reference as text check (char_length(value) between 1 and 200);

create table ledger.account (
  id uuid primary key,
  code text not null unique,
  unit ledger.unit not null,
  balance_kind ledger.balance_kind not null,
  may_be_negative boolean not null,
  has_lots boolean not null default false,
  owner_id uuid,
  opened_at timestamptz not null,
  posted bigint not null default 0,
  -- Held by reservations; those that are overdue are still in it until somebody ends them.
  reserved_out bigint not null default 0,
  constraint account_covered
    check (reserved_out >= 0 and (may_be_negative or posted - reserved_out >= 0))
) with (fillfactor = 60);

-- Counts postings, with gaps, outside of transactions: nobody waits for anybody.
create sequence ledger.posting_place;

create table ledger.posting (
  id uuid primary key,
  from_id uuid not null,
  to_id uuid not null,
  amount bigint not null,
  -- Where it lies for the seal. The transaction takes its number first: see ledger.take_seal_mark.
  place bigint not null default (
    case when pg_current_xact_id() is not null then nextval('ledger.posting_place') end),
  -- Business clock.
  at timestamptz not null,
  purpose ledger.purpose not null,
  reference ledger.reference,
  reverses_id uuid,
  check (amount > 0 and from_id <> to_id)
);
-- Rows lie in about this order on the disk too, so the index costs next to nothing.
create index posting_by_place on ledger.posting using brin (place)
  with (pages_per_range = 32);
-- Equal keys of a batch share their storage, which an included amount would forbid.
create index posting_by_from on ledger.posting (from_id, at);
create index posting_by_to on ledger.posting (to_id, at);
create unique index posting_reversed_once on ledger.posting (reverses_id)
  where reverses_id is not null;
-- It only grows: its statistics and its visibility shall follow.
alter table ledger.posting set (autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05);

create table ledger.reservation (
  id uuid primary key,
  from_id uuid not null,
  to_id uuid not null,
  amount bigint not null check (amount > 0),
  purpose ledger.purpose not null,
  reference ledger.reference,
  at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'held' check (state in ('held', 'posted', 'voided', 'expired')),
  -- The rest was freed.
  posted_amount bigint check (posted_amount between 1 and amount),
  ended_at timestamptz,
  check (from_id <> to_id),
  check ((state = 'held') = (ended_at is null)),
  check ((state = 'posted') = (posted_amount is not null))
);
create index reservation_held_from on ledger.reservation (from_id, expires_at) where state = 'held';
create index reservation_held_to on ledger.reservation (to_id, expires_at) where state = 'held';
create index reservation_held on ledger.reservation (expires_at) where state = 'held';

-- In which order the lots of an account are used; operators may change it.
create table ledger.lot_policy (
  unit ledger.unit primary key,
  use_order text not null check (use_order in ('expiryFirst', 'oldestFirst'))
);
insert into ledger.lot_policy (unit, use_order) values
  ('WON', 'expiryFirst'), ('CREDIT', 'oldestFirst'), ('MESSAGE', 'expiryFirst'),
  ('MINUTE', 'expiryFirst'), ('SESSION', 'expiryFirst'), ('DAY', 'expiryFirst');

-- Units that came in together and expire together; the id is that of the posting that brought them.
create table ledger.lot (
  id uuid primary key,
  account_id uuid not null references ledger.account,
  amount bigint not null check (amount > 0),
  left_amount bigint not null default 0 check (left_amount between 0 and amount),
  added_at timestamptz not null,
  expires_at timestamptz
) with (fillfactor = 80);
create index lot_open on ledger.lot (account_id) where left_amount > 0;
create index lot_expiring on ledger.lot (expires_at) where left_amount > 0;

-- What a posting put into a lot (above zero) or took out of it.
create table ledger.lot_move (
  posting_id uuid not null,
  lot_id uuid not null references ledger.lot,
  amount bigint not null check (amount <> 0),
  primary key (posting_id, lot_id)
);
create index lot_move_by_lot on ledger.lot_move (lot_id);

-- Tells which posting was to be changed: an insert that meets its id with other content ends here.
create function ledger.refuse_posting_change() returns trigger language plpgsql as $$
begin
  raise exception 'ledger.posting is append-only: % refused', tg_op
    using errcode = 'restrict_violation', detail = coalesce(old.id::text, '');
end
$$;
create trigger refuse_change before update or delete on ledger.posting
  for each row execute function ledger.refuse_posting_change();
create trigger refuse_truncate before truncate on ledger.posting
  for each statement execute function kernel.refuse_change();

-- Stored balances move by the triggers of postings and reservations alone; an account begins empty
-- and nothing else of it changes.
create trigger refuse_insert before insert on ledger.account
  for each row when (new.posted <> 0 or new.reserved_out <> 0
    or new.balance_kind = 'summed' and not new.may_be_negative
    or new.has_lots and (new.balance_kind = 'summed' or new.may_be_negative)
    or char_length(new.code) not between 1 and 200)
  execute function kernel.refuse_change();
create trigger refuse_update before update on ledger.account
  for each row when (pg_trigger_depth() = 0) execute function kernel.refuse_change();
create trigger refuse_change
  before update of id, code, unit, balance_kind, may_be_negative, has_lots, owner_id, opened_at
  on ledger.account for each row execute function kernel.refuse_change();
create trigger refuse_delete before delete on ledger.account
  for each row execute function kernel.refuse_change();
create trigger refuse_truncate before truncate on ledger.account
  for each statement execute function kernel.refuse_change();

-- A reservation ends once and changes in nothing else.
create function ledger.refuse_reservation_change() returns trigger language plpgsql as $$
begin
  raise exception 'ledger.reservation ends once: % refused', tg_op
    using errcode = 'restrict_violation', detail = old.id::text;
end
$$;
create trigger refuse_second_end before update on ledger.reservation
  for each row when (old.state <> 'held' or new.state = 'held')
  execute function ledger.refuse_reservation_change();
create trigger refuse_change
  before update of id, from_id, to_id, amount, purpose, reference, at, expires_at
  on ledger.reservation for each row execute function ledger.refuse_reservation_change();
create trigger refuse_delete before delete on ledger.reservation
  for each row execute function kernel.refuse_change();
create trigger refuse_truncate before truncate on ledger.reservation
  for each statement execute function kernel.refuse_change();

create trigger refuse_insert before insert on ledger.lot
  for each row when (new.left_amount <> 0) execute function kernel.refuse_change();
create trigger refuse_update before update on ledger.lot
  for each row when (pg_trigger_depth() = 0) execute function kernel.refuse_change();
create trigger refuse_change before update of id, account_id, amount, added_at, expires_at
  on ledger.lot for each row execute function kernel.refuse_change();
create trigger refuse_delete before delete on ledger.lot
  for each row execute function kernel.refuse_change();
create trigger refuse_truncate before truncate on ledger.lot
  for each statement execute function kernel.refuse_change();
create trigger refuse_change before update or delete on ledger.lot_move
  for each row execute function kernel.refuse_change();
create trigger refuse_truncate before truncate on ledger.lot_move
  for each statement execute function kernel.refuse_change();
