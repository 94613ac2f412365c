-- Who touched whose personal data (개인정보 접속기록): kept two years, changed by nobody.
CREATE TABLE kernel.access_log (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 200),
  tenant_id uuid,
  address text CHECK (char_length(address) <= 100),
  action text NOT NULL CHECK (char_length(action) BETWEEN 1 AND 100),
  subject text NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 500),
  reason text CHECK (char_length(reason) <= 1000)
);

CREATE INDEX access_log_tenant ON kernel.access_log (tenant_id, at DESC, id DESC);
CREATE INDEX access_log_at ON kernel.access_log (at DESC, id DESC);

CREATE TRIGGER refuse_update BEFORE UPDATE ON kernel.access_log
  FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON kernel.access_log
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

-- A row goes by kernel.purge_access_log alone, and only when its two years are over.
CREATE FUNCTION kernel.refuse_early_destruction() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF coalesce(current_setting('kernel.purging_access_log', true), '') <> 'on'
    OR OLD.at >= now() - interval '2 years'
  THEN
    RAISE EXCEPTION 'kernel.access_log is append-only for two years: DELETE refused'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER refuse_early_destruction BEFORE DELETE ON kernel.access_log
  FOR EACH ROW EXECUTE FUNCTION kernel.refuse_early_destruction();

-- Destroys the rows older than `before`; refuses a date that is not two years ago. It runs with its
-- owner's rights, so that the application's role needs no right to delete.
CREATE FUNCTION kernel.purge_access_log(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  destroyed bigint;
BEGIN
  IF before IS NULL OR before > now() - interval '2 years' THEN
    RAISE EXCEPTION 'Cannot destroy access records before %: they are kept two years', before
      USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM set_config('kernel.purging_access_log', 'on', true);
  DELETE FROM kernel.access_log WHERE at < before;
  GET DIAGNOSTICS destroyed = ROW_COUNT;
  PERFORM set_config('kernel.purging_access_log', 'off', true);
  RETURN destroyed;
END
$$;
