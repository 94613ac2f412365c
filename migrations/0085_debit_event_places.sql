-- Events are read in the order of the transactions that wrote them, and only once no earlier one may
-- still commit: whoever goes on after an event misses none. Ids are made before the transaction ends,
-- by several processes, so a later commit can bring an earlier id. Events that are there have all been
-- committed; they take this transaction's number, and so keep the order of their ids, and every place
-- that was reached among them.
alter table debit.merchant_event
  add column written_in xid8 not null default pg_current_xact_id();
create index merchant_event_by_place on debit.merchant_event (merchant_id, written_in, id);
