-- Holds, moves, late changes. Expand only: a program from before books without a hold and knows none of the new states.

ALTER TYPE "appointment_state" ADD VALUE 'held' BEFORE 'booked';
ALTER TYPE "appointment_state" ADD VALUE 'expired';
ALTER TYPE "appointment_state" ADD VALUE 'cancelled_late';
ALTER TYPE "appointment_state" ADD VALUE 'no_show_patient';
ALTER TYPE "appointment_state" ADD VALUE 'no_show_clinician';

ALTER TABLE "appointment"
    ADD COLUMN "hold_id" UUID,
    ADD COLUMN "held_until" TIMESTAMPTZ(3);
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_held_until_some_time"
  CHECK ("state"::text NOT IN ('held', 'expired') OR ("hold_id" IS NOT NULL AND "held_until" IS NOT NULL));
CREATE INDEX "appointment_hold_id_idx" ON "appointment" ("hold_id");

-- domain.md 4.1, Appointment: what may become of what. Every change of state or time is a version, so that of two who change one
-- appointment at once one is told.
CREATE OR REPLACE FUNCTION appointment_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state::text = 'held' AND NEW.state::text IN ('booked', 'expired'))
    OR (OLD.state::text = 'booked' AND NEW.state::text NOT IN ('held', 'expired'))
  ) THEN
    RAISE EXCEPTION 'an appointment that is % cannot become %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF (NEW.starts_at, NEW.ends_at) IS DISTINCT FROM (OLD.starts_at, OLD.ends_at) AND NOT (OLD.state::text = 'booked' AND NEW.state::text = 'booked') THEN
    RAISE EXCEPTION 'an appointment that is % is not moved', OLD.state USING ERRCODE = 'HF002';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'a change of an appointment is its next version' USING ERRCODE = 'HF002';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER appointment_transition ON "appointment";
CREATE TRIGGER appointment_transition BEFORE UPDATE OF "state", "starts_at", "ends_at" ON "appointment"
  FOR EACH ROW EXECUTE FUNCTION appointment_transition();

CREATE TYPE "appointment_change_kind" AS ENUM ('moved', 'cancelled', 'no_show');
CREATE TYPE "late_fee_state" AS ENUM ('none', 'automatic', 'pending', 'waived', 'charged');

-- What was changed of an appointment that people had agreed to, and whether it costs anything. Facts, but for what a person decides once.
CREATE TABLE "appointment_change" (
    "id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "kind" "appointment_change_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),
    "is_late" BOOLEAN NOT NULL,
    "fee_cents" INTEGER NOT NULL,
    "fee_state" "late_fee_state" NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decided_for" TEXT,
    CONSTRAINT "appointment_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "appointment_change_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "appointment_change_appointment_id_idx" ON "appointment_change" ("appointment_id");
CREATE INDEX "appointment_change_fee_state_changed_at_idx" ON "appointment_change" ("fee_state", "changed_at");
ALTER TABLE "appointment_change" ADD CONSTRAINT "appointment_change_costs_only_late"
  CHECK ("fee_cents" >= 0 AND ("is_late" OR ("fee_cents" = 0 AND "fee_state" = 'none')) AND ("fee_state" <> 'none' OR "fee_cents" = 0));
ALTER TABLE "appointment_change" ADD CONSTRAINT "appointment_change_decided_by_a_person"
  CHECK (("fee_state" IN ('waived', 'charged')) = ("decided_by" IS NOT NULL AND "decided_at" IS NOT NULL AND "decided_for" IS NOT NULL));

CREATE FUNCTION appointment_change_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.fee_state <> 'pending' OR NEW.fee_state NOT IN ('waived', 'charged')
    OR (NEW.id, NEW.appointment_id, NEW.kind, NEW.reason, NEW.changed_by, NEW.changed_at, NEW.from_at, NEW.is_late, NEW.fee_cents)
       IS DISTINCT FROM (OLD.id, OLD.appointment_id, OLD.kind, OLD.reason, OLD.changed_by, OLD.changed_at, OLD.from_at, OLD.is_late, OLD.fee_cents)
    OR NEW.to_at IS DISTINCT FROM OLD.to_at THEN
    RAISE EXCEPTION 'a change of an appointment stays as it was' USING ERRCODE = 'HF001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appointment_change_decided_once BEFORE UPDATE OR DELETE ON "appointment_change"
  FOR EACH ROW EXECUTE FUNCTION appointment_change_decided_once();

-- What a late change costs, by the clinic's own rule. Source of the default: docs/clinical-defaults.md, "Booking".
ALTER TABLE "clinic_settings"
    ADD COLUMN "change_cutoff_hours" SMALLINT NOT NULL DEFAULT 24,
    ADD COLUMN "late_fee_cents" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "clinic_settings" ADD CONSTRAINT "clinic_settings_late_rule"
  CHECK ("change_cutoff_hours" BETWEEN 0 AND 168 AND "late_fee_cents" BETWEEN 0 AND 100000);

-- A move takes the link of the old time away and gives the appointment a new one; whoever did not come has none any more.
DROP INDEX "appointment_link_appointment_id_key";
CREATE INDEX "appointment_link_appointment_id_idx" ON "appointment_link" ("appointment_id");
CREATE UNIQUE INDEX "appointment_link_one_open" ON "appointment_link" ("appointment_id") WHERE "revoked_at" IS NULL;
CREATE OR REPLACE FUNCTION revoke_appointment_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was_open boolean;
BEGIN
  UPDATE appointment_link SET revoked_at = app_now() WHERE appointment_id = NEW.id AND revoked_at IS NULL;
  was_open := FOUND;
  IF was_open AND NEW.state = 'booked' THEN
    INSERT INTO appointment_link (id, appointment_id) VALUES (gen_random_uuid(), NEW.id);
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER "appointment_revokes_link" ON "appointment";
CREATE TRIGGER "appointment_revokes_link" AFTER UPDATE OF "state", "starts_at", "ends_at", "patient_id" ON "appointment" FOR EACH ROW
  WHEN (NEW.state::text NOT IN ('held', 'booked', 'completed')
    OR (NEW.starts_at, NEW.ends_at, NEW.patient_id) IS DISTINCT FROM (OLD.starts_at, OLD.ends_at, OLD.patient_id))
  EXECUTE FUNCTION revoke_appointment_link();
