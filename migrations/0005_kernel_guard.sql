-- The first answer to a call, kept beside the caller's key and the hash of the input.
CREATE TABLE kernel.idempotency_key (
  scope text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  input_sha256 text NOT NULL CHECK (input_sha256 ~ '^[0-9a-f]{64}$'),
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_key_created_at ON kernel.idempotency_key (created_at);

-- Attempts of a fixed window. The counted value is there as a keyed hash alone.
CREATE TABLE kernel.rate_limit (
  name text NOT NULL,
  value_hash text NOT NULL CHECK (value_hash ~ '^[0-9a-f]{64}$'),
  attempt_count integer NOT NULL CHECK (attempt_count >= 1),
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (name, value_hash)
);
CREATE INDEX rate_limit_ends_at ON kernel.rate_limit (ends_at);
