-- Where Redis carries the hints, a connection says so, and what it hints comes back to the program that uses it, which sends it on
-- after the commit. INFO reaches every client, whatever it asked to be told.
CREATE OR REPLACE FUNCTION hint(topic text, id text, n bigint DEFAULT 0) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF current_setting('hearth.hints', true) = 'carried' THEN
    RAISE INFO USING ERRCODE = 'HH001', MESSAGE = topic || ':' || id || ':' || n;
  ELSE
    PERFORM pg_notify('hearth_hint', topic || ':' || id || ':' || n);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION session_entry_hint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hint('session', session_id::text, max(seq)) FROM written GROUP BY session_id;
  RETURN NULL;
END $$;

-- Requests by whom and minute. Not logged: losing them forgives a minute, and no request waits for the disk to be counted.
CREATE UNLOGGED TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "minute" INTEGER NOT NULL,
    "spent" INTEGER NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key", "minute")
);
