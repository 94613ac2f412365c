-- An event that a subscriber has taken in. The row is written in the subscriber's transaction, so
-- a second delivery of the event has no second effect.
CREATE TABLE kernel.handled_event (
  event_id uuid NOT NULL,
  subscriber text NOT NULL,
  handled_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (event_id, subscriber)
);
CREATE INDEX handled_event_handled_at ON kernel.handled_event (handled_at);

-- Work that one process at a time repeats. The lease of a dead process runs out by itself.
CREATE TABLE kernel.tick (
  name text PRIMARY KEY,
  holder uuid NOT NULL,
  started_at timestamptz NOT NULL,
  leased_until timestamptz NOT NULL,
  failure text
);

-- Work that happens once per calendar day of Asia/Seoul.
CREATE TABLE kernel.daily_run (
  name text NOT NULL,
  date date NOT NULL,
  attempt_count integer NOT NULL DEFAULT 1 CHECK (attempt_count >= 1),
  attempted_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  failure text,
  PRIMARY KEY (name, date)
);
