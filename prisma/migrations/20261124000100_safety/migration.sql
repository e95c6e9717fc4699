-- What must hold whatever a program does: constraints and triggers, which the Prisma schema cannot say.
-- SQLSTATE HF001: a row that is a fact was to be changed. HF002: an illegal transition. HF003: a safety law of the live session.

CREATE FUNCTION is_a_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'HF001';
END $$;

-- audit

CREATE TRIGGER audit_event_is_a_fact BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER audit_event_stays BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

-- care, alerts, working hours

ALTER TABLE "clinic_settings" ADD CONSTRAINT "clinic_settings_one_row" CHECK ("one");
ALTER TABLE "care_assignment" ADD CONSTRAINT "care_assignment_ends_after_start" CHECK ("ends_at" IS NULL OR "ends_at" >= "starts_at");
CREATE UNIQUE INDEX "care_assignment_one_open" ON "care_assignment" ("patient_id", "person_id") WHERE "ends_at" IS NULL;
ALTER TABLE "on_call_duty" ADD CONSTRAINT "on_call_duty_ends_after_start" CHECK ("ends_at" > "starts_at");
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_in_a_day"
  CHECK ("iso_weekday" BETWEEN 1 AND 7 AND 0 <= "from_min" AND "from_min" < "to_min" AND "to_min" <= 1440);

-- scheduling: nobody is in two places

ALTER TABLE "appointment" ADD CONSTRAINT "appointment_ends_after_start" CHECK ("ends_at" > "starts_at");
ALTER TABLE "appointment_party" ADD CONSTRAINT "appointment_party_no_overlap"
  EXCLUDE USING gist ("person_id" WITH =, "lane" WITH =, "during" WITH &&);

CREATE FUNCTION appointment_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND OLD.state <> 'booked' THEN
    RAISE EXCEPTION 'an appointment that is % stays so', OLD.state USING ERRCODE = 'HF002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appointment_transition BEFORE UPDATE OF "state" ON "appointment" FOR EACH ROW EXECUTE FUNCTION appointment_transition();

-- protocols: a dose is signed by a person, and locked until the visit after the one before it

ALTER TABLE "protocol" ADD CONSTRAINT "protocol_signed_by_a_person"
  CHECK ("state" = 'draft' OR ("signed_by" IS NOT NULL AND "signed_at" IS NOT NULL));
ALTER TABLE "dose_line" ADD CONSTRAINT "dose_line_positive" CHECK ("dose_mg" > 0);
ALTER TABLE "dose_line" ADD CONSTRAINT "dose_line_signed_by_a_person"
  CHECK ("state" NOT IN ('signed', 'released', 'taken') OR ("signed_by" IS NOT NULL AND "signed_at" IS NOT NULL));
ALTER TABLE "dose_line" ADD CONSTRAINT "dose_line_unlocked_before_release"
  CHECK ("state" NOT IN ('released', 'taken') OR "unlocked_at" IS NOT NULL);
ALTER TABLE "dose_line" ADD CONSTRAINT "dose_line_taken_has_time" CHECK (("state" = 'taken') = ("taken_at" IS NOT NULL));

CREATE FUNCTION dose_line_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'planned' AND NEW.dose_mg <> OLD.dose_mg THEN
    RAISE EXCEPTION 'a signed dose does not change' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state = 'planned' AND NEW.state IN ('signed', 'voided')) OR
    (OLD.state = 'signed' AND NEW.state IN ('released', 'skipped', 'voided')) OR
    (OLD.state = 'released' AND NEW.state IN ('taken', 'signed', 'skipped', 'voided'))
  ) THEN
    RAISE EXCEPTION 'a dose cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dose_line_transition BEFORE UPDATE ON "dose_line" FOR EACH ROW EXECUTE FUNCTION dose_line_transition();

-- sessions: the milestones of a live session come in order, and stay

ALTER TABLE "dosing_session" ADD CONSTRAINT "dosing_session_release_needs_gate"
  CHECK ("released_at" IS NULL OR "gate_passed_at" IS NOT NULL);
ALTER TABLE "dosing_session" ADD CONSTRAINT "dosing_session_dose_needs_release"
  CHECK ("dosed_at" IS NULL OR ("released_at" IS NOT NULL AND "min_discharge_at" > "dosed_at"));
ALTER TABLE "dosing_session" ADD CONSTRAINT "dosing_session_discharge_needs_minimum"
  CHECK ("discharged_at" IS NULL OR ("dosed_at" IS NOT NULL AND "discharged_at" >= "min_discharge_at"));
ALTER TABLE "dosing_session" ADD CONSTRAINT "dosing_session_no_cancel_after_dose" CHECK ("aborted_at" IS NULL OR "dosed_at" IS NULL);
CREATE UNIQUE INDEX "dosing_session_one_per_dose" ON "dosing_session" ("dose_line_id") WHERE "aborted_at" IS NULL;

CREATE FUNCTION dosing_session_milestones() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last_seq < OLD.last_seq OR NEW.plan <> OLD.plan OR NEW.dose_line_id <> OLD.dose_line_id
     OR (OLD.dosed_at IS NOT NULL AND (NEW.dosed_at, NEW.gate_passed_at, NEW.released_at, NEW.min_discharge_at)
         IS DISTINCT FROM (OLD.dosed_at, OLD.gate_passed_at, OLD.released_at, OLD.min_discharge_at))
     OR (OLD.discharged_at IS NOT NULL AND NEW.discharged_at IS DISTINCT FROM OLD.discharged_at)
     OR (OLD.aborted_at IS NOT NULL AND NEW.aborted_at IS DISTINCT FROM OLD.aborted_at) THEN
    RAISE EXCEPTION 'what happened in a session stays' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dosing_session_milestones BEFORE UPDATE ON "dosing_session" FOR EACH ROW EXECUTE FUNCTION dosing_session_milestones();

-- A dose that was taken without a first safety check being due is a session that nobody would miss.
CREATE FUNCTION dosing_session_dose_arms_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM deadline WHERE session_id = NEW.id AND kind = 'check') THEN
    RAISE EXCEPTION 'a dose without a safety check' USING ERRCODE = 'HF003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER dosing_session_dose_arms_check AFTER UPDATE OF "dosed_at" ON "dosing_session"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.dosed_at IS NULL AND NEW.dosed_at IS NOT NULL)
  EXECUTE FUNCTION dosing_session_dose_arms_check();

-- the log: append-only, dense, and its laws

ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_type" CHECK ("type" IN (
  'arrival', 'chaperone-left', 'vitals', 'gate', 'release', 'dose-taken', 'phase', 'safety-check', 'help', 'alert',
  'acknowledgement', 'alert-closed', 'discharge-confirmation', 'discharge', 'abort'));
ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_happened_before_recorded" CHECK ("happened_at" <= "recorded_at");
ALTER TABLE "session_entry" ADD CONSTRAINT "session_entry_has_author" CHECK (("author_role" = 'system') = ("author_id" IS NULL));
CREATE UNIQUE INDEX "session_entry_once" ON "session_entry" ("session_id", "type")
  WHERE "type" IN ('dose-taken', 'discharge', 'abort');
CREATE UNIQUE INDEX "session_entry_tier_once" ON "session_entry" ("session_id", (payload ->> 'alertId'), (payload ->> 'tier'))
  WHERE "type" = 'alert';

CREATE TRIGGER session_entry_is_a_fact BEFORE UPDATE OR DELETE ON "session_entry" FOR EACH ROW EXECUTE FUNCTION is_a_fact();
CREATE TRIGGER session_entry_stays BEFORE TRUNCATE ON "session_entry" FOR EACH STATEMENT EXECUTE FUNCTION is_a_fact();

CREATE FUNCTION session_entry_laws() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken text;
BEGIN
  CASE NEW.type
    WHEN 'release' THEN
      IF NOT EXISTS (SELECT 1 FROM session_entry WHERE session_id = NEW.session_id AND type = 'gate'
                     AND seq = (NEW.payload ->> 'gateSeq')::int AND (payload ->> 'isPassed')::boolean) THEN
        broken := 'a release without a passed gate';
      END IF;
    WHEN 'dose-taken' THEN
      IF NOT EXISTS (SELECT 1 FROM session_entry WHERE session_id = NEW.session_id AND type = 'release') THEN
        broken := 'a dose without a release';
      END IF;
    WHEN 'abort' THEN
      IF EXISTS (SELECT 1 FROM session_entry WHERE session_id = NEW.session_id AND type = 'dose-taken') THEN
        broken := 'a cancel after the dose';
      END IF;
    WHEN 'discharge' THEN
      IF NOT EXISTS (SELECT 1 FROM session_entry WHERE session_id = NEW.session_id AND type = 'dose-taken') THEN
        broken := 'a discharge without a dose';
      ELSIF EXISTS (SELECT 1 FROM session_entry raised WHERE raised.session_id = NEW.session_id AND raised.type = 'alert' AND NOT EXISTS (
                      SELECT 1 FROM session_entry closed WHERE closed.session_id = NEW.session_id AND closed.type = 'alert-closed'
                      AND closed.payload ->> 'alertId' = raised.payload ->> 'alertId')) THEN
        broken := 'a discharge with an open alert';
      END IF;
    ELSE NULL;
  END CASE;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION '%', broken USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_entry_laws BEFORE INSERT ON "session_entry" FOR EACH ROW
  WHEN (NEW.type IN ('release', 'dose-taken', 'abort', 'discharge')) EXECUTE FUNCTION session_entry_laws();

CREATE FUNCTION session_entry_is_dense() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT last_seq FROM dosing_session WHERE id = NEW.id)
     <> (SELECT coalesce(max(seq), 0) FROM session_entry WHERE session_id = NEW.id) THEN
    RAISE EXCEPTION 'a gap in the log of a session' USING ERRCODE = 'HF003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER session_entry_is_dense AFTER UPDATE OF "last_seq" ON "dosing_session"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION session_entry_is_dense();

-- The hint that there is something new: session id and seq, nothing else; it leaves with the commit of whoever wrote.
CREATE FUNCTION session_entry_hint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('hearth_hint', 'session:' || session_id || ':' || max(seq)) FROM written GROUP BY session_id;
  RETURN NULL;
END $$;
CREATE TRIGGER session_entry_hint AFTER INSERT ON "session_entry"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION session_entry_hint();

CREATE INDEX "deadline_due" ON "deadline" ("due_at") WHERE "fired_at" IS NULL AND "voided_at" IS NULL;

-- integration: a visit is held, missed, held late or cancelled, and nothing else

CREATE FUNCTION integration_visit_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state = 'booked' AND NEW.state IN ('done', 'missed', 'cancelled')) OR (OLD.state = 'missed' AND NEW.state = 'late_done')
  ) THEN
    RAISE EXCEPTION 'a visit cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER integration_visit_transition BEFORE UPDATE OF "state" ON "integration_visit"
  FOR EACH ROW EXECUTE FUNCTION integration_visit_transition();
