-- 이체의뢰, 재처리의뢰: one live order per charge, and what is still owed.

alter table debit.debit_order
  -- The nth order of its charge. A next one is made only when the ones before have failed or were
  -- withdrawn, which is for good: so two that were made at once, each seeing n dead orders, both want
  -- to be number n + 1, and the index lets one of them pass. Results never change the number.
  add column attempt integer not null default 1 check (attempt >= 1),
  -- The day that was asked for, before it rolled to a business day; null stands for the debit day.
  add column due_date date,
  -- The day that the payer was told, while that of the debit is another; null: he knows it.
  add column told_date date;
create index debit_order_to_tell on debit.debit_order (merchant_id, id)
  where told_date is not null;
drop index debit.debit_order_by_charge;
create unique index debit_order_by_charge on debit.debit_order (merchant_id, charge_id, attempt);
drop index debit.debit_order_by_date;
create index debit_order_by_date on debit.debit_order (merchant_id, debit_date, id);

-- True once debits alone have paid all of it. It is set some time after the results, so false means
-- "look at the orders"; lists of what is owed (미수납액) need not look at years of paid charges.
alter table debit.charge add column is_collected boolean not null default false;
create index charge_open on debit.charge (merchant_id, instruction_id, month) where not is_collected;

-- What can be tried again within the month (재처리의뢰).
create table debit.retry_rule (
  rail text primary key check (rail in ('directLine', 'clearingHouse')),
  -- Failures of this due day and of later ones are asked for in the next month; 32: never.
  next_month_from_day integer not null check (next_month_from_day between 1 and 32),
  -- Orders that we set by ourselves for one charge.
  automatic_count_max integer not null check (automatic_count_max between 0 and 5)
);
-- "25일 이체처리미완료는 다음달에 다시 이체의뢰": from the 25th on nothing is left of the month on which a
-- retry's result would surely come inside it.
insert into debit.retry_rule values ('directLine', 25, 2), ('clearingHouse', 25, 2);

-- How many debits of a merchant went well by debit day: what a smart retry day is learned from.
create table debit.payday (
  merchant_id uuid not null references debit.merchant,
  debit_date date not null,
  collected_count integer not null,
  failed_count integer not null,
  primary key (merchant_id, debit_date)
);

-- How far the work that follows a file has come, by sequence: events, retries.
create table debit.file_follow_up (
  file_id uuid not null references debit.file,
  step text not null check (step in ('sent', 'resulted')),
  done_until integer not null default 0,
  primary key (file_id, step)
);

-- The nth identifier after a base of version 7: as many as wanted, in order, within one statement.
create function debit.nth_id(base uuid, n bigint) returns uuid
language sql immutable parallel safe as $$
  select (left($1::text, 24) || lpad(to_hex(
    (('x' || right($1::text, 12))::bit(48)::bigint & x'7fffffffffff'::bigint) + $2), 12, '0'))::uuid
$$;

-- How a charge stands. `paid_won` is what debits collected and cash brought, whatever order held it.
-- `is_open`: an order that holds it, as its own or as arrears, is waiting or at the bank.
create function debit.standing_of(merchant_id uuid, charge_id uuid)
returns table (last_attempt integer, automatic_count integer, is_open boolean, is_collected boolean,
  has_failed boolean, was_asked boolean, paid_won bigint)
language sql stable parallel safe rows 1 as $$
  select coalesce(own.last_attempt, 0), own.automatic_count::integer,
    coalesce(own.is_open, false) or coalesce(beside.is_open, false),
    coalesce(own.is_collected, false),
    coalesce(own.has_failed, false),
    coalesce(own.was_asked, false) or coalesce(beside.was_asked, false) or cash.won is not null,
    (coalesce(own.won, 0) + coalesce(beside.won, 0) + coalesce(cash.won, 0))::bigint
  from (
    select max(o.attempt) as last_attempt,
      count(*) filter (where o.is_automatic) as automatic_count,
      bool_or(o.state in ('waiting', 'sent')) as is_open,
      bool_or(o.state = 'collected') as is_collected,
      bool_or(o.state = 'failed') as has_failed,
      bool_or(o.state <> 'withdrawn') as was_asked,
      sum(o.charge_won) filter (where o.state = 'collected') as won
    from debit.debit_order o where o.merchant_id = $1 and o.charge_id = $2
  ) own, (
    select bool_or(o.state in ('waiting', 'sent')) as is_open,
      bool_or(o.state <> 'withdrawn') as was_asked,
      sum(a.amount_won) filter (where o.state = 'collected') as won
    from debit.order_arrears a
    join debit.debit_order o on o.merchant_id = a.merchant_id and o.id = a.order_id
    where a.merchant_id = $1 and a.charge_id = $2
  ) beside, (
    select sum(r.amount_won) as won from debit.cash_receipt r
    where r.merchant_id = $1 and r.charge_id = $2
  ) cash
$$;
