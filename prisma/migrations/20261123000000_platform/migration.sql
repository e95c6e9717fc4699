CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The one clock. Production: real time, and no row here. Demo and test: real time plus the offset of the row.
CREATE TABLE "clock_offset" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "clock_offset_pkey" PRIMARY KEY ("one"),
    CONSTRAINT "clock_offset_one_row" CHECK ("one")
);

-- STABLE, so that `due_at <= app_now()` uses an index; on statement_timestamp(), so that STABLE is true.
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN statement_timestamp() + coalesce((SELECT offset_ms FROM clock_offset), 0) * interval '1 millisecond';

CREATE TABLE "outbox_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "key" TEXT COLLATE "C",
    "direct" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "claimed_until" TIMESTAMPTZ(3),
    "claim_attempt" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),
    "parked_at" TIMESTAMPTZ(3),
    "last_error_code" TEXT,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_event_one_end" CHECK (num_nonnulls("done_at", "voided_at", "parked_at") <= 1)
);
CREATE UNIQUE INDEX "outbox_event_key_pending" ON "outbox_event"("key")
    WHERE "done_at" IS NULL AND "voided_at" IS NULL AND "parked_at" IS NULL;
CREATE INDEX "outbox_event_pending" ON "outbox_event"("direct", "due_at")
    WHERE "done_at" IS NULL AND "voided_at" IS NULL AND "parked_at" IS NULL;

CREATE INDEX "outbox_event_claimed" ON "outbox_event"("claimed_until")
    WHERE "done_at" IS NULL AND "voided_at" IS NULL AND "parked_at" IS NULL;

-- An event is a fact: what it says never changes, and what ended never begins again.
CREATE FUNCTION outbox_event_is_a_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.name, NEW.payload, NEW.key, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.name, OLD.payload, OLD.key, OLD.created_at)
     OR num_nonnulls(OLD.done_at, OLD.voided_at) > 0 THEN
    RAISE EXCEPTION 'outbox events are facts' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER outbox_event_is_a_fact BEFORE UPDATE ON "outbox_event" FOR EACH ROW EXECUTE FUNCTION outbox_event_is_a_fact();

-- Real time at which each server process last swept everything without an error.
CREATE TABLE "sweeper_heartbeat" (
    "node" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sweeper_heartbeat_pkey" PRIMARY KEY ("node")
);

-- Tells every server process, when this transaction commits, that there is something new to read. Never the only copy of anything.
CREATE FUNCTION hint(topic text, id text, n bigint DEFAULT 0) RETURNS void LANGUAGE sql VOLATILE
RETURN pg_notify('hearth_hint', topic || ':' || id || ':' || n);
