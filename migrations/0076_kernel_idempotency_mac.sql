-- Inputs hold accounts, and a plain hash of one is found by trying all accounts: what is compared from
-- now on is keyed. Of the hashes that are there no keyed ones can be made, so they go with their keys.
delete from kernel.idempotency_key;
alter table kernel.idempotency_key drop constraint idempotency_key_input_sha256_check;
alter table kernel.idempotency_key rename column input_sha256 to input_mac;
alter table kernel.idempotency_key add check (input_mac ~ '^[A-Za-z0-9_-]{43}$');
