-- Results change every order of a file in one transaction. A page that is less than half full has room
-- for the new version of each of its rows, so that no index is touched: three times as fast as at 60.
alter table debit.debit_order set (fillfactor = 45);
