-- Inputs hold accounts, and a plain hash of one is found by trying all accounts: what is compared from
-- now on is keyed. Of the hashes that are there no keyed ones can be made, so they go. Their keys and
-- answers stay, and answer whatever input comes with them: a caller that asks again over an upgrade
-- must not be worked twice.
alter table kernel.idempotency_key drop constraint idempotency_key_input_sha256_check;
alter table kernel.idempotency_key rename column input_sha256 to input_mac;
alter table kernel.idempotency_key alter column input_mac drop not null;
update kernel.idempotency_key set input_mac = null;
alter table kernel.idempotency_key add check (input_mac ~ '^[A-Za-z0-9_-]{43}$');
