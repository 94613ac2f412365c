-- What every schema stands on: the record of migrations is made by the migrator itself.
CREATE SCHEMA IF NOT EXISTS kernel;

-- Makes a table append-only in the database itself, whoever writes:
--   CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON t
--     FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();
--   CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON t
--     FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE FUNCTION kernel.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is append-only: % refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END
$$;
