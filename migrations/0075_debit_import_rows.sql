-- Forgets the rows of an import that waited to be written. Removing a million rows one by one takes a
-- second and leaves the table as large as it was; where no other import has rows there, emptying it takes
-- a hundredth. The lock is not waited for, and is given back where another import turns up: while it is
-- held none can stage rows, and one that has staged some is in one of the three states.
create function debit.forget_import_rows(merchant uuid, forgotten uuid) returns void
language plpgsql as $$
begin
  begin
    lock table debit.import_row in access exclusive mode nowait;
    if exists (
      select from debit.import
      where state in ('reading', 'checked', 'applying') and (merchant_id, id) <> (merchant, forgotten)
    ) then raise lock_not_available; end if;
    truncate debit.import_row;
    return;
  exception when lock_not_available then
    null;
  end;
  delete from debit.import_row where merchant_id = merchant and import_id = forgotten;
end $$;
