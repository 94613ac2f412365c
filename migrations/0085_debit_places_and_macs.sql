-- Events are read in the order of the transactions that wrote them, and only once no earlier one may
-- still commit: whoever goes on after an event misses none. Ids are made before the transaction ends,
-- by several processes, so a later commit can bring an earlier id. Events that are there have all been
-- committed; they take this transaction's number, and so keep the order of their ids, and every place
-- that was reached among them.
alter table debit.merchant_event
  add column written_in xid8 not null default pg_current_xact_id();
create index merchant_event_by_place on debit.merchant_event (merchant_id, written_in, id);

-- A file of a few records is found from its plain hash by trying all accounts: what is compared from
-- now on is keyed. Of the hashes that are there no keyed ones can be made, so they go. A file that is
-- on its way is fixed anew at its next attempt. An answer from before that comes again for another day
-- still says its own day in its header, and is refused for that.
alter table debit.file rename column sha256 to content_mac;
update debit.file set content_mac = null where content_mac is not null;
alter table debit.file add check (content_mac ~ '^[A-Za-z0-9_-]{43}$');
comment on column debit.file.content_mac is
  'Blind index of the file''s SHA-256; null until the bytes were made.';

alter table debit.result_file rename column sha256 to content_mac;
update debit.result_file
set content_mac = left(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 43)
where content_mac not like 'none:%';
alter table debit.result_file
  add check (content_mac ~ '^([A-Za-z0-9_-]{43}|none:[0-9a-f-]{36})$');
comment on column debit.result_file.content_mac is
  'Blind index of the file''s SHA-256; none: and the id of what it answers where no file came.';
