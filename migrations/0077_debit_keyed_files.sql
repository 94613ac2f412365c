-- A short file, or a page made by ourselves, is found from its plain hash by trying all accounts.
-- Nothing was ever compared with the hash of a proof of consent.
alter table debit.evidence drop column sha256;

-- That of an import tells whether the same file comes again; it is keyed from now on. A file that was
-- imported before is a new one.
alter table debit.import drop constraint import_sha256_check;
update debit.import
set sha256 = left(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 43);
alter table debit.import rename column sha256 to file_mac;
alter table debit.import add check (file_mac ~ '^[A-Za-z0-9_-]{43}$');
comment on column debit.import.file_mac is 'Blind index of the file''s bytes.';
