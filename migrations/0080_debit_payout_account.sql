-- A payout goes to the account that stood when it was approved, whatever the merchant names later.
-- The sealed bytes are the merchant's own, still bound to its place in debit.merchant.
alter table debit.settlement
  add column account_sealed bytea,
  add column account_holder text,
  -- No other operator was there to pay it; null for what was approved before this was written down.
  add column approved_alone boolean;

update debit.settlement s
set bank_code = m.settlement_bank_code, account_masked = m.settlement_account_masked,
  account_sealed = m.settlement_account_sealed, account_holder = m.settlement_holder
from debit.merchant m
where m.id = s.merchant_id and s.state = 'approved' and m.settlement_verified_at is not null;
