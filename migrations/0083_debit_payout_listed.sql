-- What stands in a bank file (지급 목록) may be paid already: it is in no other file, and its payout goes
-- to no other account, until somebody says that it was not paid and takes it out.
alter table debit.settlement
  -- The file that it stands in; those of one file have the same.
  add column listing_id uuid,
  add column listed_at timestamptz,
  add column listed_by text,
  add check (num_nulls(listing_id, listed_at, listed_by) in (0, 3));
create index settlement_by_listing on debit.settlement (listing_id) where listing_id is not null;

-- Files that were taken before this was written down stand in the access log, with the day that they
-- go up to.
update debit.settlement s
set listing_id = l.id, listed_at = l.at, listed_by = l.actor
from (
  select distinct on (a.merchant_id, a.id) a.merchant_id, a.id as settlement_id, g.id, g.at, g.actor
  from debit.settlement a
  join kernel.access_log g on g.action = 'debit.payout.list' and g.at >= a.approved_at
    and right(g.subject, 10) >= a.payout_on::text
  where a.state = 'approved' and a.payout_won > 0 and a.account_sealed is not null
  order by a.merchant_id, a.id, g.at, g.id
) l
where s.merchant_id = l.merchant_id and s.id = l.settlement_id;
