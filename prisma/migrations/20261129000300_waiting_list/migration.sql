-- Who waits for an earlier time, and what they were offered (docs/adr/0022). Expand only: a program from before offers nothing, and what it
-- does to a held appointment the trigger below carries over to its offer.

CREATE TYPE "waiting_end" AS ENUM ('left', 'served', 'over');
CREATE TYPE "offer_state" AS ENUM ('open', 'accepted', 'declined', 'lapsed', 'withdrawn');

CREATE TABLE "waiting_entry" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "turn_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "first_day" DATE,
    "last_day" DATE,
    "asked_by" UUID NOT NULL,
    "rests_until" TIMESTAMPTZ(3),
    "looked_at" TIMESTAMPTZ(3),
    "found" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_for" "waiting_end",
    CONSTRAINT "waiting_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "waiting_entry_days_in_order" CHECK ("first_day" <= "last_day"),
    CONSTRAINT "waiting_entry_ends_for_something" CHECK (("ended_at" IS NULL) = ("ended_for" IS NULL)),
    CONSTRAINT "waiting_entry_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "waiting_entry_patient_id_idx" ON "waiting_entry" ("patient_id");
CREATE UNIQUE INDEX "waiting_entry_one_open" ON "waiting_entry" ("patient_id") WHERE "ended_at" IS NULL;
CREATE INDEX "waiting_entry_turn" ON "waiting_entry" ("turn_at") WHERE "ended_at" IS NULL;

-- The time itself is held by the two appointments: that nobody else gets it is the exclusion constraint of "appointment_party".
CREATE TABLE "waiting_offer" (
    "id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "hold_id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "visit_appointment_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "visit_starts_at" TIMESTAMPTZ(3) NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "until" TIMESTAMPTZ(3) NOT NULL,
    "state" "offer_state" NOT NULL DEFAULT 'open',
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" UUID,
    CONSTRAINT "waiting_offer_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "waiting_offer_ends_before_it_starts" CHECK ("made_at" < "until" AND "until" < "starts_at" AND "starts_at" < "visit_starts_at"),
    CONSTRAINT "waiting_offer_answered" CHECK (("state" = 'open') = ("answered_at" IS NULL)),
    CONSTRAINT "waiting_offer_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "waiting_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "waiting_offer_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "waiting_offer_visit_appointment_id_fkey" FOREIGN KEY ("visit_appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "waiting_offer_hold_id_key" ON "waiting_offer" ("hold_id");
CREATE UNIQUE INDEX "waiting_offer_appointment_id_key" ON "waiting_offer" ("appointment_id");
CREATE UNIQUE INDEX "waiting_offer_visit_appointment_id_key" ON "waiting_offer" ("visit_appointment_id");
CREATE INDEX "waiting_offer_entry_id_idx" ON "waiting_offer" ("entry_id");
CREATE UNIQUE INDEX "waiting_offer_one_open" ON "waiting_offer" ("entry_id") WHERE "state" = 'open';

-- An offer is answered once, and stays what it was.
CREATE FUNCTION waiting_offer_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'open' OR NEW.state = 'open'
    OR (NEW.id, NEW.entry_id, NEW.hold_id, NEW.appointment_id, NEW.visit_appointment_id, NEW.starts_at, NEW.visit_starts_at, NEW.made_at, NEW.until)
       IS DISTINCT FROM (OLD.id, OLD.entry_id, OLD.hold_id, OLD.appointment_id, OLD.visit_appointment_id, OLD.starts_at, OLD.visit_starts_at, OLD.made_at, OLD.until) THEN
    RAISE EXCEPTION 'an offer is answered once, and stays what it was' USING ERRCODE = 'HF002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "waiting_offer_law" BEFORE UPDATE OR DELETE ON "waiting_offer" FOR EACH ROW EXECUTE FUNCTION waiting_offer_law();

-- Whoever has left waits no more: a new wait is a new entry.
CREATE FUNCTION waiting_entry_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR (NEW.id, NEW.patient_id, NEW.since) IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.since) THEN
    RAISE EXCEPTION 'a wait that has ended stays ended' USING ERRCODE = 'HF002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "waiting_entry_law" BEFORE UPDATE ON "waiting_entry" FOR EACH ROW EXECUTE FUNCTION waiting_entry_law();

-- An open offer has its time: whoever books it by another way has taken it, and whoever gives the time back has withdrawn it.
CREATE FUNCTION waiting_offer_follows_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE waited uuid;
BEGIN
  UPDATE waiting_offer
  SET state = CASE WHEN NEW.state = 'booked' THEN 'accepted'::offer_state ELSE 'withdrawn'::offer_state END, answered_at = app_now()
  WHERE hold_id = NEW.hold_id AND state = 'open' RETURNING entry_id INTO waited;
  IF waited IS NOT NULL AND NEW.state = 'booked' THEN
    UPDATE waiting_entry SET ended_at = app_now(), ended_for = 'served' WHERE id = waited AND ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "waiting_offer_follows_hold" AFTER UPDATE OF "state" ON "appointment" FOR EACH ROW
  WHEN (OLD.state::text = 'held' AND NEW.state::text <> 'held') EXECUTE FUNCTION waiting_offer_follows_hold();

-- Whoever may not come in any more waits for nothing.
CREATE FUNCTION end_wait_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE waiting_entry SET ended_at = app_now(), ended_for = 'over' WHERE patient_id = NEW.id AND ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "person_ends_wait" AFTER UPDATE OF "disabled_at" ON "person" FOR EACH ROW
  WHEN (NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION end_wait_of_person();

-- How long an offered time is kept, quiet hours not counted. Source of the default: docs/clinical-defaults.md, "Booking".
ALTER TABLE "clinic_settings" ADD COLUMN "offer_hold_min" SMALLINT NOT NULL DEFAULT 120;
ALTER TABLE "clinic_settings" ADD CONSTRAINT "clinic_settings_offer_hold" CHECK ("offer_hold_min" BETWEEN 15 AND 1440);
