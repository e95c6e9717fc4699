-- The dose ledger reads what happened in a course, and what speaks against going on pauses it until a prescriber has looked
-- (docs/adr/0033). Expand only: a program from before books and plays sessions as it did; it is the database that releases no dose.

ALTER TYPE "clinic_alert_kind" ADD VALUE 'course-paused';
ALTER TYPE "clinic_alert_kind" ADD VALUE 'course-review-overdue';

-- CreateEnum
CREATE TYPE "pause_ending" AS ENUM ('resumed', 'ended');

-- AlterTable
ALTER TABLE "clinic_settings" ADD COLUMN     "course_review_hours" SMALLINT NOT NULL DEFAULT 24;

-- CreateTable
CREATE TABLE "protocol_pause" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "protocol_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "fact" TEXT NOT NULL,
    "fact_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "ending" "pause_ending",
    "note_sealed" TEXT,

    CONSTRAINT "protocol_pause_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "protocol_pause_patient_id_reason_fact_key" ON "protocol_pause"("patient_id", "reason", "fact");

-- AddForeignKey
ALTER TABLE "protocol_pause" ADD CONSTRAINT "protocol_pause_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "clinic_settings" ADD CONSTRAINT "clinic_settings_course_review" CHECK ("course_review_hours" BETWEEN 1 AND 168);
ALTER TABLE "protocol_pause" ADD CONSTRAINT "protocol_pause_ends_whole" CHECK (num_nonnulls("ended_at", "ended_by", "ending", "note_sealed") IN (0, 4));
ALTER TABLE "protocol_pause" ADD CONSTRAINT "protocol_pause_in_order" CHECK ("opened_at" <= "ended_at");
CREATE INDEX "protocol_pause_open" ON "protocol_pause" ("patient_id") WHERE "ended_at" IS NULL;

-- Whoever pauses, signs, releases or lets a course go on goes one after the other.
CREATE FUNCTION hold_course(patient uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('course|' || patient, 0))
$$;

-- A pause is opened once, is ended once, by somebody who may prescribe, and stays.
CREATE FUNCTION protocol_pause_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
     OR (NEW.id, NEW.patient_id, NEW.protocol_id, NEW.reason, NEW.fact, NEW.fact_at, NEW.opened_at)
        IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.protocol_id, OLD.reason, OLD.fact, OLD.fact_at, OLD.opened_at) THEN
    RAISE EXCEPTION 'why a course was paused stays' USING ERRCODE = 'HF001';
  END IF;
  IF NEW.ended_by IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM person WHERE id = NEW.ended_by AND role IN ('prescriber', 'physician') AND NOT is_external) THEN
    RAISE EXCEPTION 'only a prescriber ends a pause' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_pause_law BEFORE UPDATE OR DELETE ON "protocol_pause" FOR EACH ROW EXECUTE FUNCTION protocol_pause_law();

-- No protocol holds, and no dose is signed or released, while a pause is open. A released dose that was not taken goes back to signed.
CREATE FUNCTION protocol_pause_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  patient uuid;
BEGIN
  IF TG_TABLE_NAME = 'protocol' THEN
    patient := NEW.patient_id;
  ELSE
    SELECT patient_id INTO patient FROM protocol WHERE id = NEW.protocol_id;
  END IF;
  PERFORM hold_course(patient);
  IF EXISTS (SELECT 1 FROM protocol_pause WHERE patient_id = patient AND ended_at IS NULL) THEN
    RAISE EXCEPTION 'the course is paused' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocol_waits_for_review BEFORE INSERT ON "protocol" FOR EACH ROW
  WHEN (NEW.state IN ('signed', 'running')) EXECUTE FUNCTION protocol_pause_holds();
CREATE TRIGGER protocol_stays_paused BEFORE UPDATE OF "state" ON "protocol" FOR EACH ROW
  WHEN (NEW.state IN ('signed', 'running') AND OLD.state NOT IN ('signed', 'running')) EXECUTE FUNCTION protocol_pause_holds();
CREATE TRIGGER dose_line_begins_unpaused BEFORE INSERT ON "dose_line" FOR EACH ROW
  WHEN (NEW.state IN ('signed', 'released')) EXECUTE FUNCTION protocol_pause_holds();
CREATE TRIGGER dose_line_waits_for_review BEFORE UPDATE OF "state" ON "dose_line" FOR EACH ROW
  WHEN (NEW.state <> OLD.state AND (NEW.state = 'released' OR NEW.state = 'signed' AND OLD.state IN ('planned', 'proposed')))
  EXECUTE FUNCTION protocol_pause_holds();

-- Patients whose course is paused, and since when; for lists of other contexts.
CREATE VIEW "paused_course" AS
SELECT patient_id, min(opened_at) AS since FROM protocol_pause WHERE ended_at IS NULL GROUP BY patient_id;

-- What happened in each session of a course, and each dose that was taken. They read what several contexts own, and write nothing.
CREATE VIEW "course_session_fact" AS
SELECT p.patient_id, p.id AS protocol_id, p.template, d.id AS dose_line_id, d.number, d.dose_mg, d.taken_at,
  s.id AS session_id, a.starts_at, s.aborted_at, s.discharged_at,
  (s.plan -> 'inSession' ->> 'alertSystolic')::float8 AS alert_systolic,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('seq', e.seq, 'type', e.type, 'at', extract(epoch FROM e.happened_at) * 1000, 'payload', e.payload) ORDER BY e.seq)
    FROM session_entry e
    WHERE e.session_id = s.id
      AND (e.type IN ('vitals', 'safety-check', 'alert') OR e.type = 'gate' AND NOT (e.payload ->> 'isPassed')::boolean)), '[]') AS entries,
  v.id AS visit_id, v.state AS visit_state, w.starts_at AS visit_at
FROM dose_line d JOIN protocol p ON p.id = d.protocol_id
LEFT JOIN dosing_session s ON s.dose_line_id = d.id
LEFT JOIN appointment a ON a.id = s.appointment_id
LEFT JOIN integration_visit v ON v.session_id = s.id
LEFT JOIN appointment w ON w.id = v.appointment_id
WHERE s.id IS NOT NULL OR d.taken_at IS NOT NULL;

CREATE VIEW "course_score_fact" AS
SELECT r.patient_id, r.id AS response_id, r.form, s.name, s.value, coalesce(r.answered_at, r.started_at) AS at
FROM assessment_score s JOIN questionnaire_response r ON r.id = s.response_id;

CREATE VIEW "course_signal_fact" AS
SELECT patient_id, id AS signal_id, rule, raised_at AS at FROM assessment_signal;

-- As with answers: whoever takes it on ends its calls, so it is nobody who may not act on it.
CREATE OR REPLACE TRIGGER clinic_alert_needs_clinician BEFORE UPDATE OF "acknowledged_by" ON "clinic_alert" FOR EACH ROW
  WHEN (NEW.acknowledged_by IS DISTINCT FROM OLD.acknowledged_by
    AND NEW.kind::text IN ('safety-answer', 'assessment-review', 'course-paused', 'course-review-overdue'))
  EXECUTE FUNCTION clinic_alert_needs_clinician();

-- Each fact that may pause a course leaves, in its own transaction, the row by which the rules are asked: whoever writes the fact.
CREATE FUNCTION course_due(patient uuid, due_at timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO outbox_event (name, payload, due_at) VALUES ('protocols.course-due', jsonb_build_object('patientId', patient), due_at)
$$;

CREATE FUNCTION session_entry_asks_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(patient_id, app_now()) FROM dosing_session WHERE id = NEW.session_id;
  RETURN NULL;
END $$;
CREATE TRIGGER session_entry_asks_rules AFTER INSERT ON "session_entry" FOR EACH ROW
  WHEN (NEW.type = 'alert' AND (NEW.payload ->> 'level')::int >= 3 OR NEW.type = 'gate' AND NOT (NEW.payload ->> 'isPassed')::boolean)
  EXECUTE FUNCTION session_entry_asks_rules();

CREATE FUNCTION visit_asks_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(patient_id, app_now()) FROM dosing_session WHERE id = NEW.session_id;
  RETURN NULL;
END $$;
CREATE TRIGGER visit_asks_rules AFTER UPDATE OF "state" ON "integration_visit" FOR EACH ROW
  WHEN (NEW.state = 'missed' AND OLD.state <> 'missed') EXECUTE FUNCTION visit_asks_rules();

CREATE FUNCTION score_asks_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(patient_id, app_now()) FROM questionnaire_response
  WHERE id = NEW.response_id AND form IN ('phq-9', 'gad-7', 'before-dose');
  RETURN NULL;
END $$;
CREATE TRIGGER score_asks_rules AFTER INSERT OR UPDATE OF "value" ON "assessment_score" FOR EACH ROW EXECUTE FUNCTION score_asks_rules();

CREATE FUNCTION signal_asks_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(NEW.patient_id, app_now());
  RETURN NULL;
END $$;
CREATE TRIGGER signal_asks_rules AFTER INSERT ON "assessment_signal" FOR EACH ROW WHEN (NEW.rule IN ('A4', 'A5'))
  EXECUTE FUNCTION signal_asks_rules();

-- A gap is a fact that nobody writes: the row waits for it from the dose on. A minute more, so that it is over.
CREATE FUNCTION dose_asks_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM course_due(patient_id, NEW.taken_at + interval '2160 hours 1 minute') FROM protocol WHERE id = NEW.protocol_id;
  RETURN NULL;
END $$;
CREATE TRIGGER dose_asks_rules AFTER UPDATE OF "taken_at" ON "dose_line" FOR EACH ROW
  WHEN (NEW.taken_at IS NOT NULL AND OLD.taken_at IS NULL) EXECUTE FUNCTION dose_asks_rules();
