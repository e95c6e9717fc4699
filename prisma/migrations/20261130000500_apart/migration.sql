-- Several dosing sessions ahead: each for another planned dose, and no nearer to one another than the prescriber signed (docs/adr/0030).
-- Expand only: a program from before books without these columns, one session at a time as it always did.

-- Of which course an appointment is which planned one, and how many days of 24 hours have to lie between its start and the next.
ALTER TABLE "appointment"
    ADD COLUMN "course_id" UUID,
    ADD COLUMN "course_number" SMALLINT,
    ADD COLUMN "apart_days" SMALLINT;
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_course_is_whole"
  CHECK (num_nonnulls("course_id", "course_number", "apart_days") IN (0, 3) AND "course_number" > 0 AND "apart_days" >= 0);

-- Days of 24 hours do not depend on any zone, so this is immutable in truth.
CREATE FUNCTION apart_span(starts_at timestamptz, days smallint) RETURNS tstzrange LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tstzrange(starts_at, starts_at + days * interval '24 hours');

-- What is booked or was: two that are as near as those from before may have been keep their course, and ask for no distance themselves.
WITH dosing AS (
  SELECT a.id, a.patient_id, a.starts_at, p.id AS course_id, d.number, p.min_days_between AS days
  FROM appointment a JOIN dosing_session s ON s.appointment_id = a.id JOIN dose_line d ON d.id = s.dose_line_id JOIN protocol p ON p.id = d.protocol_id
  WHERE s.aborted_at IS NULL AND a.state::text IN ('booked', 'completed'))
UPDATE "appointment" a
SET course_id = one.course_id, course_number = one.number,
  apart_days = CASE WHEN EXISTS (
      SELECT 1 FROM dosing other WHERE other.patient_id = one.patient_id AND other.id <> one.id
      AND apart_span(one.starts_at, greatest(one.days, other.days)) && apart_span(other.starts_at, greatest(one.days, other.days)))
    THEN 0 ELSE one.days END
FROM dosing one WHERE one.id = a.id;

-- Judged when a transaction ends, so that several can be moved together.
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_apart" EXCLUDE USING gist (
  "patient_id" WITH =, apart_span("starts_at", "apart_days") WITH &&)
  WHERE ("apart_days" IS NOT NULL AND "state" IN ('booked', 'completed')) DEFERRABLE INITIALLY DEFERRED;

-- One appointment for each planned one. That a dose has one session is "dosing_session_one_per_dose"; this is the same of the calendar.
CREATE UNIQUE INDEX "appointment_one_of_a_course" ON "appointment" ("course_id", "course_number")
  WHERE "course_id" IS NOT NULL AND "state" IN ('booked', 'completed');

-- Which session each dose has, unless it was called off. It reads what several contexts own, and writes nothing.
CREATE VIEW "dose_booking" AS
SELECT s.dose_line_id, s.id AS session_id, a.id AS appointment_id, a.starts_at, s.dosed_at
FROM dosing_session s JOIN appointment a ON a.id = s.appointment_id
WHERE s.aborted_at IS NULL;
