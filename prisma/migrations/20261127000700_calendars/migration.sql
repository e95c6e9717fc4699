-- Calendars: addresses that calendar programs subscribe to, and busy times out of a clinician's other calendar (docs/adr/0016). Expand only:
-- a program from before changes appointments without knowing of "changed_at", which a trigger keeps.

ALTER TABLE "appointment" ADD COLUMN "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now();
UPDATE "appointment" SET "changed_at" = "booked_at" WHERE "state"::text NOT LIKE 'cancelled%'; -- when those were cancelled is not known
CREATE FUNCTION appointment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := app_now();
  RETURN NEW;
END $$;
CREATE TRIGGER "appointment_changed" BEFORE UPDATE OF "state", "starts_at", "ends_at" ON "appointment"
  FOR EACH ROW EXECUTE FUNCTION appointment_changed();

-- One address that opens at a time. What is in the address stands nowhere: only its hash is here.
CREATE TABLE "calendar_feed" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "revoked_at" TIMESTAMPTZ(3),
    "fetched_at" TIMESTAMPTZ(3),
    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "calendar_feed_hash_is_whole" CHECK (octet_length("secret_hash") = 32),
    CONSTRAINT "calendar_feed_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "calendar_feed_secret_hash_key" ON "calendar_feed" ("secret_hash");
CREATE INDEX "calendar_feed_person_id_idx" ON "calendar_feed" ("person_id");
CREATE UNIQUE INDEX "calendar_feed_one_open" ON "calendar_feed" ("person_id") WHERE "revoked_at" IS NULL;

CREATE FUNCTION calendar_feed_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.person_id, NEW.secret_hash) <> (OLD.id, OLD.person_id, OLD.secret_hash) OR OLD.revoked_at IS NOT NULL THEN
    RAISE EXCEPTION 'an address of a calendar stays its person''s, and revoked' USING ERRCODE = 'HF002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "calendar_feed_law" BEFORE UPDATE ON "calendar_feed" FOR EACH ROW EXECUTE FUNCTION calendar_feed_law();

-- The other calendar of a clinician, and what is known of it. Of what is in it only when somebody is busy.
CREATE TABLE "external_calendar" (
    "person_id" UUID NOT NULL,
    "address_sealed" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "tried_at" TIMESTAMPTZ(3),
    "succeeded_at" TIMESTAMPTZ(3),
    "error_code" TEXT,
    -- real time: whoever moves a demo's clock asks nobody a thousand times
    "asked_at" TIMESTAMPTZ(3),
    CONSTRAINT "external_calendar_pkey" PRIMARY KEY ("person_id"),
    CONSTRAINT "external_calendar_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "external_busy" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "during" tstzrange NOT NULL,
    CONSTRAINT "external_busy_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "external_busy_is_a_time" CHECK (NOT isempty("during") AND NOT lower_inf("during") AND NOT upper_inf("during")),
    CONSTRAINT "external_busy_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "external_calendar"("person_id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "external_busy_person_id_idx" ON "external_busy" ("person_id");

-- Whoever may not come in any more, or was erased, takes their addresses with them: whoever does it.
CREATE FUNCTION end_calendars_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE calendar_feed SET revoked_at = app_now() WHERE person_id = NEW.id AND revoked_at IS NULL;
  DELETE FROM external_calendar WHERE person_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "person_ends_calendars" AFTER UPDATE OF "disabled_at" ON "person" FOR EACH ROW
  WHEN (NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION end_calendars_of_person();
