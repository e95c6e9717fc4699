-- A group session: one appointment for those who lead it, without a patient, and one for the place of each patient, which points at it. So
-- each place has reminders, a link and a state of its own, and nothing of one patient hangs on another. Expand only: a program from before
-- makes no groups.
ALTER TABLE "appointment" ALTER COLUMN "patient_id" DROP NOT NULL;
ALTER TABLE "appointment" ADD COLUMN "group_id" UUID;
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "appointment_group_id_idx" ON "appointment"("group_id");
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_is_somebodys"
  CHECK ("patient_id" IS NOT NULL OR ("kind" = 'group' AND "group_id" IS NULL));
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_place_is_in_a_group"
  CHECK ("group_id" IS NULL OR ("kind" = 'group' AND "patient_id" IS NOT NULL));
-- Nobody has two places in one group.
CREATE UNIQUE INDEX "appointment_one_place" ON "appointment"("group_id", "patient_id") WHERE "group_id" IS NOT NULL AND "state" IN ('held', 'booked', 'completed');

-- So many patients one clinician may look after in a group. Source: docs/clinical-defaults.md, "Booking".
ALTER TABLE "appointment_type" ADD COLUMN "patients_per_staff" SMALLINT NOT NULL DEFAULT 2;
ALTER TABLE "appointment_type" ADD CONSTRAINT "appointment_type_ratio" CHECK ("patients_per_staff" BETWEEN 1 AND 20);

-- How many places a group has, and how many are taken. The count is kept by the trigger below, under the lock of this row: of two who
-- take the last place, one is told.
CREATE TABLE "group_session" (
    "appointment_id" UUID NOT NULL,
    "patients_per_staff" SMALLINT NOT NULL,
    "staff" SMALLINT NOT NULL,
    "taken" SMALLINT NOT NULL DEFAULT 0,
    CONSTRAINT "group_session_pkey" PRIMARY KEY ("appointment_id"),
    CONSTRAINT "group_session_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
ALTER TABLE "group_session" ADD CONSTRAINT "group_session_ratio" CHECK ("patients_per_staff" BETWEEN 1 AND 20 AND "staff" >= 1);
ALTER TABLE "group_session" ADD CONSTRAINT "group_session_has_room" CHECK ("taken" BETWEEN 0 AND "patients_per_staff" * "staff");

CREATE FUNCTION group_place_counts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_taken boolean := NEW.state::text NOT LIKE 'cancelled%' AND NEW.state <> 'expired';
  was_taken boolean := TG_OP = 'UPDATE' AND OLD.state::text NOT LIKE 'cancelled%' AND OLD.state <> 'expired';
BEGIN
  IF is_taken <> was_taken THEN
    UPDATE group_session SET taken = taken + CASE WHEN is_taken THEN 1 ELSE -1 END WHERE appointment_id = NEW.group_id;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a place is in a group session' USING ERRCODE = 'HF002';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "group_place_counts" AFTER INSERT OR UPDATE OF "state" ON "appointment" FOR EACH ROW
  WHEN (NEW.group_id IS NOT NULL) EXECUTE FUNCTION group_place_counts();

-- At the end of a transaction a place that is booked is at the time of its group, which is booked or has taken place.
CREATE FUNCTION group_stands_together() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM appointment place LEFT JOIN appointment host ON host.id = place.group_id
    WHERE place.group_id = coalesce(NEW.group_id, NEW.id) AND place.state IN ('held', 'booked')
      AND (host.group_id IS NOT NULL OR host.state NOT IN ('booked', 'completed')
           OR (host.starts_at, host.ends_at) IS DISTINCT FROM (place.starts_at, place.ends_at))
  ) THEN
    RAISE EXCEPTION 'a place of a group stands with its group' USING ERRCODE = 'HF002';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "group_stands_together" AFTER INSERT OR UPDATE ON "appointment" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.kind = 'group') EXECUTE FUNCTION group_stands_together();

-- A link is a patient's.
DROP TRIGGER "appointment_has_link" ON "appointment";
CREATE TRIGGER "appointment_has_link" AFTER INSERT ON "appointment" FOR EACH ROW
  WHEN (NEW.patient_id IS NOT NULL) EXECUTE FUNCTION appointment_has_link();

-- What the list of appointments at risk knows of a group. Places have facts of their own beside those of their group.
CREATE OR REPLACE VIEW "appointment_risk_fact" AS
SELECT a.id AS appointment_id, a.kind, a.patient_id, a.patient_zone, a.starts_at, a.ends_at, l.confirmed_at,
  coalesce(s.id, v.session_id) AS session_id,
  s.id IS NOT NULL AS is_session,
  coalesce(s.last_seq > 0, false) AS has_begun,
  (SELECT count(*)::int FROM message m
   WHERE m.recipient_id IN (a.patient_id, s.chaperone_id) AND m.subject_id = a.id
     AND m.state IN ('failed', 'unknown', 'undeliverable') AND m.resolved_at IS NULL) AS undelivered,
  EXISTS (SELECT 1 FROM integration_visit w JOIN appointment b ON b.id = w.appointment_id
          WHERE w.session_id = s.id AND w.state <> 'cancelled' AND b.state IN ('booked', 'completed')) AS has_visit,
  -- whoever has left, or has another part now, answers nothing, whatever the rota says
  coalesce((SELECT range_agg(tstzrange(d.starts_at, d.ends_at)) @> tstzrange(a.starts_at, a.ends_at)
            FROM on_call_duty d JOIN person p ON p.id = d.person_id
            WHERE d.starts_at < a.ends_at AND d.ends_at > a.starts_at
              AND p.disabled_at IS NULL AND NOT p.is_external AND p.role IN ('prescriber', 'physician')), false) AS is_covered,
  EXISTS (SELECT 1 FROM care_assignment c
          WHERE c.patient_id = a.patient_id AND c.person_id = s.chaperone_id AND c.reason IN ('team', 'chaperone')
            AND c.starts_at <= app_now() AND (c.ends_at IS NULL OR c.ends_at > app_now())) AS has_chaperone,
  EXISTS (SELECT 1 FROM person p WHERE p.id = s.chaperone_id AND p.phone_index IS NOT NULL) AS is_chaperone_reachable,
  EXISTS (SELECT 1 FROM consent c JOIN clinic_settings k ON k.consent_version = c.version
          WHERE c.patient_id = a.patient_id AND c.withdrawn_at IS NULL) AS has_consent,
  EXISTS (SELECT 1 FROM emergency_card c WHERE c.patient_id = a.patient_id) AS has_emergency_card,
  EXISTS (SELECT 1 FROM integration_visit w JOIN dosing_session o ON o.id = w.session_id
          WHERE o.patient_id = a.patient_id AND w.state = 'missed') AS is_visit_owed,
  ARRAY(SELECT DISTINCT p.id FROM appointment_party y JOIN person p ON p.id = y.person_id
        WHERE y.appointment_id = a.id AND y.part IN ('therapist', 'prescriber') AND p.disabled_at IS NOT NULL) AS left_ids,
  -- by the newest protocol, whatever the session was booked under
  s.id IS NULL OR coalesce(d.protocol_id = newest.id AND d.state IN ('signed', 'released'), false) AS is_dose_planned,
  s.id IS NULL OR NOT EXISTS (
    SELECT 1 FROM appointment o
    WHERE o.patient_id = a.patient_id AND o.id <> a.id AND o.course_id IS NOT NULL AND o.state IN ('booked', 'completed')
      AND apart_span(o.starts_at, newest.min_days_between) && apart_span(a.starts_at, newest.min_days_between)) AS is_apart,
  -- each dose before it comes before it, and what opens it is still to come, unless it is open
  s.id IS NULL OR (
    NOT EXISTS (
      SELECT 1 FROM dose_line e LEFT JOIN dose_booking b ON b.dose_line_id = e.id
      WHERE e.protocol_id = d.protocol_id AND e.number < d.number AND e.state IN ('planned', 'signed', 'released')
        AND (b.starts_at IS NULL OR b.starts_at >= a.starts_at))
    AND (d.unlocked_at IS NOT NULL OR EXISTS (
      SELECT 1 FROM dose_line e JOIN dose_booking b ON b.dose_line_id = e.id
      WHERE e.protocol_id = d.protocol_id AND e.number = d.number - 1 AND e.state IN ('signed', 'released', 'taken')))) AS is_in_order,
  CASE WHEN s.id IS NOT NULL THEN (
    SELECT max(t.taken_at) + newest.min_days_between * interval '24 hours' FROM dose_line t JOIN protocol o ON o.id = t.protocol_id
    WHERE o.patient_id = a.patient_id) END AS dose_not_before,
  g.taken AS places_taken,
  g.patients_per_staff
FROM appointment a
LEFT JOIN appointment_link l ON l.appointment_id = a.id AND l.revoked_at IS NULL
LEFT JOIN dosing_session s ON s.appointment_id = a.id
LEFT JOIN integration_visit v ON v.appointment_id = a.id
LEFT JOIN group_session g ON g.appointment_id = a.id
LEFT JOIN dose_line d ON d.id = s.dose_line_id
LEFT JOIN LATERAL (
  SELECT id, min_days_between FROM protocol
  WHERE s.id IS NOT NULL AND patient_id = a.patient_id AND state IN ('signed', 'running') ORDER BY signed_at DESC, id LIMIT 1) newest ON true
WHERE a.state = 'booked';
