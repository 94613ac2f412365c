-- Settlement (정산): what was collected for a merchant, less fees and VAT, paid out on its agreed day.
create table debit.settlement (
  merchant_id uuid not null references debit.merchant,
  id uuid not null,
  -- Debit dates that it covers, both included.
  covers_from date not null,
  covers_to date not null,
  payout_on date not null,
  collected_count integer not null,
  collected_won bigint not null check (collected_won >= 0),
  fee_won bigint not null check (fee_won >= 0),
  vat_won bigint not null check (vat_won >= 0),
  -- Zero or below: what the settlement before could not cover.
  carried_in_won bigint not null default 0 check (carried_in_won <= 0),
  payout_won bigint not null check (payout_won >= 0),
  carried_out_won bigint not null default 0 check (carried_out_won <= 0),
  state text not null check (state in ('computed', 'approved', 'paid')),
  computed_at timestamptz not null,
  approved_at timestamptz,
  approved_by text,
  paid_at timestamptz,
  paid_by text,
  vat_posting_id uuid not null,
  payout_posting_id uuid not null,
  -- Where it was paid, as it stood then.
  bank_code text,
  account_masked text,
  invoice_id uuid,
  primary key (merchant_id, id),
  check (covers_from <= covers_to),
  check (collected_won - fee_won - vat_won + carried_in_won = payout_won + carried_out_won)
);
create index settlement_by_payout on debit.settlement (payout_on, state);

-- What was charged, by the contract that it was charged under: each debit and registration of a
-- settlement has exactly one line, whatever the contract says later.
create table debit.settlement_line (
  merchant_id uuid not null,
  settlement_id uuid not null,
  contract_id uuid not null,
  item_code text not null references debit.item,
  kind text not null check (kind in ('success', 'failure', 'registration')),
  unit_fee_won bigint not null check (unit_fee_won >= 0),
  line_count integer not null check (line_count >= 0),
  fee_won bigint not null check (fee_won = unit_fee_won * line_count),
  collected_won bigint not null default 0,
  posting_id uuid not null,
  primary key (merchant_id, settlement_id, contract_id, item_code, kind),
  foreign key (merchant_id, settlement_id) references debit.settlement
);

-- A debit is settled with its file, a registration by itself.
alter table debit.file_merchant add column settlement_id uuid;
create index file_merchant_unsettled on debit.file_merchant (merchant_id) where settlement_id is null;
create index file_merchant_by_settlement on debit.file_merchant (merchant_id, settlement_id)
  where settlement_id is not null;
-- The item under which its fee was charged: the instruction's may be another one later.
alter table debit.registration add column settlement_id uuid, add column settled_item_code text;
create index registration_by_settlement on debit.registration (merchant_id, settlement_id)
  where settlement_id is not null;

-- Tax invoice (세금계산서) for a month's fees, with both parties as they were when it was issued.
create table debit.tax_invoice (
  merchant_id uuid not null references debit.merchant,
  id uuid not null,
  number text not null unique,
  month date not null check (extract(day from month) = 1),
  issued_on date not null,
  supplier jsonb not null,
  buyer jsonb not null,
  lines jsonb not null,
  supply_won bigint not null check (supply_won >= 0),
  vat_won bigint not null check (vat_won >= 0),
  state text not null check (state in ('issued', 'checked', 'approved', 'disputed')),
  note text,
  answered_at timestamptz,
  answered_by text,
  primary key (merchant_id, id),
  unique (merchant_id, month)
);

-- What a charge still wants: debits of its own orders and of orders that took it as arrears, and cash.
create view debit.charge_standing as
select c.merchant_id, c.id as charge_id, c.amount_won,
  (coalesce((
    select sum(o.charge_won) from debit.debit_order o
    where o.merchant_id = c.merchant_id and o.charge_id = c.id and o.state = 'collected'
  ), 0) + coalesce((
    select sum(a.amount_won) from debit.order_arrears a
    join debit.debit_order o on o.merchant_id = a.merchant_id and o.id = a.order_id
    where a.merchant_id = c.merchant_id and a.charge_id = c.id and o.state = 'collected'
  ), 0))::bigint as debited_won,
  coalesce((
    select sum(r.amount_won) from debit.cash_receipt r
    where r.merchant_id = c.merchant_id and r.charge_id = c.id
  ), 0)::bigint as cash_won,
  (exists (
    select from debit.debit_order o
    where o.merchant_id = c.merchant_id and o.charge_id = c.id and o.state in ('waiting', 'sent')
  ) or exists (
    select from debit.order_arrears a
    join debit.debit_order o on o.merchant_id = a.merchant_id and o.id = a.order_id
    where a.merchant_id = c.merchant_id and a.charge_id = c.id and o.state in ('waiting', 'sent')
  )) as is_asked,
  (
    select o.code from debit.debit_order o
    where o.merchant_id = c.merchant_id and o.charge_id = c.id and o.state = 'failed'
    order by o.id desc limit 1
  ) as failure_code
from debit.charge c;
