-- What customers, accounts, instructions and registrations refer to. A foreign key looks up and locks a
-- row for each row that is written, which was half of what a bulk registration took. Here a statement
-- looks for all of its rows at once and locks nothing, which is as safe while rows that are referred to
-- are never removed and keep their keys: that is refused first.

create trigger merchant_stays before delete or update of id on debit.merchant
  for each row execute function kernel.refuse_change();
create trigger merchant_no_truncate before truncate on debit.merchant
  for each statement execute function kernel.refuse_change();
create trigger contract_stays before delete or update of merchant_id, id on debit.contract
  for each row execute function kernel.refuse_change();
create trigger contract_no_truncate before truncate on debit.contract
  for each statement execute function kernel.refuse_change();
create trigger item_stays before delete or update of code on debit.item
  for each row execute function kernel.refuse_change();
create trigger item_no_truncate before truncate on debit.item
  for each statement execute function kernel.refuse_change();
create trigger bank_stays before delete or update of code on debit.bank
  for each row execute function kernel.refuse_change();
create trigger bank_no_truncate before truncate on debit.bank
  for each statement execute function kernel.refuse_change();
-- A customer is ended, never removed.
create trigger customer_stays before delete or update of merchant_id, id on debit.customer
  for each row execute function kernel.refuse_change();
create trigger customer_no_truncate before truncate on debit.customer
  for each statement execute function kernel.refuse_change();
create trigger instruction_stays before delete or update of merchant_id, id on debit.instruction
  for each row execute function kernel.refuse_change();
create trigger instruction_no_truncate before truncate on debit.instruction
  for each statement execute function kernel.refuse_change();
create trigger account_no_truncate before truncate on debit.account
  for each statement execute function kernel.refuse_change();

create function debit.refuse_reference(referring text, referred text) returns void
language plpgsql as $$
begin
  raise foreign_key_violation using
    message = format('a row of debit.%s refers to no row of debit.%s', referring, referred),
    schema = 'debit', table = referring;
end $$;

-- Each function reads `written`: the rows of the statement. Contracts, items and banks are few, and are
-- looked up once each, the others by their keys. A plan is kept for the session and may come from a time
-- when a table was too small for its index; a scalar subquery stays a look by key whatever it grows to.
create function debit.require_references_of_customers() returns trigger
language plpgsql set enable_seqscan = off as $$
begin
  -- The contract has its merchant by a foreign key.
  perform from (select distinct merchant_id, contract_id from written) w
  where (
    select c.id from debit.contract c where c.merchant_id = w.merchant_id and c.id = w.contract_id
  ) is null;
  if found then perform debit.refuse_reference('customer', 'contract'); end if;
  return null;
end $$;

create function debit.require_references_of_accounts() returns trigger
language plpgsql set enable_seqscan = off as $$
begin
  perform from (select distinct bank_code from written) w
  where (select b.code from debit.bank b where b.code = w.bank_code) is null;
  if found then perform debit.refuse_reference('account', 'bank'); end if;
  return null;
end $$;

create function debit.require_references_of_instructions() returns trigger
language plpgsql set enable_seqscan = off as $$
begin
  perform from (select distinct merchant_id, contract_id from written) w
  where (
    select c.id from debit.contract c where c.merchant_id = w.merchant_id and c.id = w.contract_id
  ) is null;
  if found then perform debit.refuse_reference('instruction', 'contract'); end if;
  perform from (select distinct item_code from written) w
  where (select i.code from debit.item i where i.code = w.item_code) is null;
  if found then perform debit.refuse_reference('instruction', 'item'); end if;
  perform from written w
  where (
    select c.id from debit.customer c where c.merchant_id = w.merchant_id and c.id = w.customer_id
  ) is null;
  if found then perform debit.refuse_reference('instruction', 'customer'); end if;
  perform from written w
  where (
    select a.id from debit.account a where a.merchant_id = w.merchant_id and a.id = w.account_id
  ) is null;
  if found then perform debit.refuse_reference('instruction', 'account'); end if;
  return null;
end $$;

create function debit.require_references_of_registrations() returns trigger
language plpgsql set enable_seqscan = off as $$
begin
  perform from written w
  where (
    select i.id from debit.instruction i where i.merchant_id = w.merchant_id and i.id = w.instruction_id
  ) is null;
  if found then perform debit.refuse_reference('registration', 'instruction'); end if;
  perform from written w
  where (
    select a.id from debit.account a where a.merchant_id = w.merchant_id and a.id = w.account_id
  ) is null;
  if found then perform debit.refuse_reference('registration', 'account'); end if;
  return null;
end $$;

create trigger customer_references after insert on debit.customer
  referencing new table as written
  for each statement execute function debit.require_references_of_customers();
create trigger account_references after insert on debit.account
  referencing new table as written
  for each statement execute function debit.require_references_of_accounts();
create trigger instruction_references after insert on debit.instruction
  referencing new table as written
  for each statement execute function debit.require_references_of_instructions();
create trigger registration_references after insert on debit.registration
  referencing new table as written
  for each statement execute function debit.require_references_of_registrations();

-- What was applied for is another application where it changes.
create trigger registration_references_stay
  before update of merchant_id, instruction_id, account_id on debit.registration
  for each row execute function kernel.refuse_change();

-- A row that comes to refer to others: only it is looked at, so that applying results to many
-- instructions costs nothing here.
create function debit.require_references_of_one() returns trigger
language plpgsql as $$
begin
  if not exists (
    select from debit.contract where merchant_id = new.merchant_id and id = new.contract_id
  ) then perform debit.refuse_reference(tg_table_name, 'contract'); end if;
  if tg_table_name = 'customer' then return null; end if;
  if not exists (select from debit.item where code = new.item_code) then
    perform debit.refuse_reference(tg_table_name, 'item');
  end if;
  if not exists (
    select from debit.customer where merchant_id = new.merchant_id and id = new.customer_id
  ) then perform debit.refuse_reference(tg_table_name, 'customer'); end if;
  if not exists (
    select from debit.account where merchant_id = new.merchant_id and id = new.account_id
  ) then perform debit.refuse_reference(tg_table_name, 'account'); end if;
  return null;
end $$;

create trigger customer_reference_changed after update on debit.customer
  for each row when (old.contract_id <> new.contract_id)
  execute function debit.require_references_of_one();
create trigger instruction_reference_changed after update on debit.instruction
  for each row when (
    (old.merchant_id, old.customer_id, old.contract_id, old.item_code, old.account_id)
      <> (new.merchant_id, new.customer_id, new.contract_id, new.item_code, new.account_id)
  )
  execute function debit.require_references_of_one();
