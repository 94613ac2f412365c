-- Names the state of the calendar, so that one row tells a process whether what it holds is old. A
-- counter would not do: after a rollback its numbers come again for another state.
CREATE TABLE kernel.calendar_revision (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  revision uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO kernel.calendar_revision DEFAULT VALUES;

CREATE FUNCTION kernel.renew_calendar_revision() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kernel.calendar_revision SET revision = gen_random_uuid();
  RETURN NULL;
END
$$;

CREATE TRIGGER renew_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON kernel.holiday
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.renew_calendar_revision();
CREATE TRIGGER renew_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON kernel.holiday_year
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.renew_calendar_revision();

-- Who changed the calendar and when: what an operator looks at to undo it.
CREATE TABLE kernel.holiday_change (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  change text NOT NULL CHECK (change IN ('added', 'removed', 'renamed')),
  date date NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  actor text NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 200)
);
CREATE INDEX holiday_change_at ON kernel.holiday_change (at DESC, id DESC);

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON kernel.holiday_change
  FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON kernel.holiday_change
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
