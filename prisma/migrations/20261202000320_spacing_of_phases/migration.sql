-- A version of a protocol can say several phases, each with its own spacing (docs/adr/0042). Expand only: a version from before has one
-- phase, and a program from before reads and writes it as it did.

-- AlterTable
ALTER TABLE "protocol" ADD COLUMN     "later_phases" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "protocol_version" ADD COLUMN     "later_phases" JSONB NOT NULL DEFAULT '[]';

-- What Prisma's schema cannot say.

-- Every phase has a session of its own, the first one too, and days between them.
CREATE FUNCTION phases_add_up(later jsonb, sessions int) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_typeof(later) = 'array' AND coalesce(
    sum((said ->> 'sessions')::int) < sessions AND bool_and(coalesce(
      (said ->> 'sessions')::int > 0 AND (said ->> 'minDaysBetween')::int BETWEEN 1 AND 365 AND said ->> 'phase' <> '', false)), true)
  FROM jsonb_array_elements(later) AS each (said)
$$;
ALTER TABLE "protocol_version" ADD CONSTRAINT "protocol_version_phases" CHECK (phases_add_up("later_phases", "sessions"));

-- How many days of 24 hours have to lie between a dose and the one before it: those of the phase that the dose is in. `phases.ts` says the
-- same, and a test compares both. `phases`: the first one's days, and the later ones.
CREATE FUNCTION spacing_days(phases jsonb, sessions int, number int) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce((
    SELECT days FROM (
      SELECT at, (said ->> 'minDaysBetween')::smallint AS days,
        sessions - sum((said ->> 'sessions')::int) OVER (ORDER BY at DESC) AS before
      FROM jsonb_array_elements(phases -> 'later') WITH ORDINALITY AS each (said, at)) phase
    WHERE before < number ORDER BY at DESC LIMIT 1), (phases ->> 'first')::smallint)
$$;

CREATE OR REPLACE VIEW "newest_protocol" AS
SELECT DISTINCT ON (patient_id) patient_id, id, min_days_between, state IN ('signed', 'running') AS holds,
  jsonb_build_object('first', min_days_between, 'later', later_phases) AS phases, sessions
FROM protocol WHERE signed_at IS NOT NULL ORDER BY patient_id, signed_at DESC, id;

-- As before, and its phases with the rest.
CREATE OR REPLACE FUNCTION protocol_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a protocol begins as a draft' USING ERRCODE = 'HF002';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state::text, NEW.state::text) NOT IN (
    ('draft', 'signed'), ('draft', 'ended'), ('signed', 'running'), ('signed', 'paused'), ('signed', 'ended'),
    ('running', 'paused'), ('running', 'ended'), ('paused', 'signed'), ('paused', 'running'), ('paused', 'ended')) THEN
    RAISE EXCEPTION 'a protocol cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'HF002';
  END IF;
  IF NEW.patient_id <> OLD.patient_id OR NEW.version < OLD.version THEN
    RAISE EXCEPTION 'a protocol stays its patient''s, and its versions rise' USING ERRCODE = 'HF003';
  END IF;
  IF (OLD.state = 'draft' AND NEW.state = 'signed')
     OR (NEW.version, NEW.template, NEW.phase, NEW.plan, NEW.patient_limits, NEW.min_days_between, NEW.later_phases, NEW.sessions, NEW.end_point_review_on, NEW.guardrails)
        IS DISTINCT FROM
        (OLD.version, OLD.template, OLD.phase, OLD.plan, OLD.patient_limits, OLD.min_days_between, OLD.later_phases, OLD.sessions, OLD.end_point_review_on, OLD.guardrails) THEN
    IF NOT EXISTS (
      SELECT 1 FROM protocol_version v WHERE v.protocol_id = NEW.id AND v.number = NEW.version AND v.state = 'signed'
        AND (v.template, v.phase, v.plan, v.patient_limits, v.min_days_between, v.later_phases, v.sessions, v.end_point_review_on, v.guardrails)
          IS NOT DISTINCT FROM
          (NEW.template, NEW.phase, NEW.plan, NEW.patient_limits, NEW.min_days_between, NEW.later_phases, NEW.sessions, NEW.end_point_review_on, NEW.guardrails)) THEN
      RAISE EXCEPTION 'a protocol says what its signed version says' USING ERRCODE = 'HF003';
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- As before, by the phase that the dose is in.
CREATE OR REPLACE FUNCTION dose_line_release_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own record;
  last_taken timestamptz;
BEGIN
  SELECT n.id, n.holds, n.phases, n.sessions, n.patient_id INTO own FROM newest_protocol n
  WHERE n.patient_id = (SELECT patient_id FROM protocol WHERE id = NEW.protocol_id);
  IF own.id IS DISTINCT FROM NEW.protocol_id OR NOT own.holds THEN
    RAISE EXCEPTION 'a dose of a protocol that does not hold any more' USING ERRCODE = 'HF003';
  END IF;
  IF NEW.dose_mg > (SELECT (guardrails ->> 'maxMgPerSession')::numeric FROM protocol WHERE id = NEW.protocol_id) THEN
    RAISE EXCEPTION 'a dose above what is signed by now' USING ERRCODE = 'HF003';
  END IF;
  SELECT max(d.taken_at) INTO last_taken FROM dose_line d JOIN protocol p ON p.id = d.protocol_id WHERE p.patient_id = own.patient_id;
  IF app_now() < last_taken + spacing_days(own.phases, own.sessions, NEW.number) * interval '24 hours' THEN
    RAISE EXCEPTION 'a dose nearer to the last one than was signed' USING ERRCODE = 'HF003';
  END IF;
  RETURN NEW;
END $$;

-- As before: of two sessions the later one's phase says how far apart they are, and a dose that was skipped opens none.
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
          WHERE c.patient_id = a.patient_id AND c.withdrawn_at IS NULL
            AND (c.valid_until IS NULL OR c.valid_until > a.starts_at)) AS has_consent,
  EXISTS (SELECT 1 FROM emergency_card c WHERE c.patient_id = a.patient_id) AS has_emergency_card,
  EXISTS (SELECT 1 FROM integration_visit w JOIN dosing_session o ON o.id = w.session_id
          WHERE o.patient_id = a.patient_id AND w.state = 'missed') AS is_visit_owed,
  ARRAY(SELECT DISTINCT p.id FROM appointment_party y JOIN person p ON p.id = y.person_id
        WHERE y.appointment_id = a.id AND y.part IN ('therapist', 'prescriber') AND p.disabled_at IS NOT NULL) AS left_ids,
  -- by the newest protocol, whatever the session was booked under
  s.id IS NULL OR coalesce(d.protocol_id = newest.id AND newest.holds AND d.state IN ('signed', 'released'), false) AS is_dose_planned,
  s.id IS NULL OR NOT EXISTS (
    SELECT 1 FROM appointment o
    WHERE o.patient_id = a.patient_id AND o.id <> a.id AND o.course_id IS NOT NULL AND o.state IN ('booked', 'completed')
      AND apart_span(least(o.starts_at, a.starts_at), CASE
          WHEN o.starts_at > a.starts_at AND o.course_id = newest.id THEN spacing_days(newest.phases, newest.sessions, o.course_number)
          ELSE spacing_days(newest.phases, newest.sessions, d.number) END) @> greatest(o.starts_at, a.starts_at)) AS is_apart,
  -- each dose before it comes before it, and what opens it is still to come, unless it is open
  s.id IS NULL OR (
    NOT EXISTS (
      SELECT 1 FROM dose_line e LEFT JOIN dose_booking b ON b.dose_line_id = e.id
      WHERE e.protocol_id = d.protocol_id AND e.number < d.number AND e.state IN ('planned', 'proposed', 'signed', 'released')
        AND (b.starts_at IS NULL OR b.starts_at >= a.starts_at))
    AND (d.unlocked_at IS NOT NULL OR EXISTS (
      SELECT 1 FROM dose_line e JOIN dose_booking b ON b.dose_line_id = e.id
      WHERE e.protocol_id = d.protocol_id AND e.state IN ('signed', 'released', 'taken')
        AND e.number = (SELECT max(b4.number) FROM dose_line b4 WHERE b4.protocol_id = d.protocol_id AND b4.number < d.number
          AND b4.state NOT IN ('skipped', 'voided'))))) AS is_in_order,
  CASE WHEN s.id IS NOT NULL THEN (
    SELECT max(t.taken_at) + spacing_days(newest.phases, newest.sessions, d.number) * interval '24 hours' FROM dose_line t JOIN protocol o ON o.id = t.protocol_id
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
  SELECT id, phases, sessions, holds FROM newest_protocol WHERE s.id IS NOT NULL AND patient_id = a.patient_id) newest ON true
WHERE a.state = 'booked';
