-- Care in the clinic is judged by its rules, and not by those of home: where the clinic is, without a basis for prescribing at a distance, without
-- a companion, a card of the home or medicine there (docs/adr/0040). What is known of a session that is booked is several views now, each of one
-- matter, so that whoever changes one of them repeats none of the others. Expand only: every column stays.

-- Where the clinic is, by the emergency plan that holds; null while nobody has written one.
CREATE VIEW "clinic_place" AS
SELECT (SELECT jurisdiction FROM clinic_emergency_plan ORDER BY written_at DESC, id DESC LIMIT 1) AS jurisdiction;

-- Where patients are for their care, as far as anybody knows, and which day it is on their clock: in the clinic when their doses are taken there by the
-- protocol that was signed last, else where they were at last.
CREATE VIEW "patient_care_place" AS
SELECT patient.id AS patient_id, newest.is_in_clinic IS TRUE AS is_in_clinic, (app_now() AT TIME ZONE patient.zone)::date AS today,
  CASE WHEN newest.is_in_clinic THEN (SELECT jurisdiction FROM clinic_place) ELSE here.jurisdiction END AS place
FROM person patient
LEFT JOIN LATERAL (
  SELECT p.plan ->> 'setting' = 'clinic' AS is_in_clinic FROM newest_protocol n JOIN protocol p ON p.id = n.id
  WHERE n.patient_id = patient.id) newest ON true
LEFT JOIN LATERAL (
  SELECT w.jurisdiction FROM patient_location w WHERE w.patient_id = patient.id ORDER BY w.stated_at DESC, w.id LIMIT 1) here ON true
WHERE patient.role = 'patient';

-- Who does what for whom in what is booked, on which day of the patient's clock, and where the patient is then, as far as anybody knows: in the
-- clinic for a session there, else where they were at last.
CREATE VIEW "booked_part" AS
SELECT part.appointment_id, part.starts_at, part.person_id, part.patient_id, part.act, part.day,
  CASE WHEN part.is_in_clinic THEN (SELECT jurisdiction FROM clinic_place) ELSE here.jurisdiction END AS place
FROM (
  SELECT DISTINCT a.id AS appointment_id, a.starts_at, y.person_id, a.patient_id, (a.starts_at AT TIME ZONE a.patient_zone)::date AS day,
    coalesce(s.plan ->> 'setting' = 'clinic', false) AS is_in_clinic,
    CASE WHEN y.part <> 'prescriber' OR s.id IS NULL THEN 'treat' WHEN s.plan ->> 'setting' = 'clinic' THEN 'prescribe-in-person' ELSE 'prescribe' END AS act
  FROM appointment a
  JOIN appointment_party y ON y.appointment_id = a.id AND y.part IN ('therapist', 'prescriber')
  LEFT JOIN dosing_session s ON s.appointment_id = a.id
  WHERE a.state = 'booked' AND a.patient_id IS NOT NULL) part
LEFT JOIN LATERAL (
  SELECT w.jurisdiction FROM patient_location w WHERE w.patient_id = part.patient_id ORDER BY w.stated_at DESC, w.id LIMIT 1) here ON true;

-- Those parts, and whether their clinician may do them: what `mayHaveAuthority` says, for all at once. A test compares the two.
CREATE OR REPLACE VIEW "appointment_cover" AS
SELECT part.appointment_id, part.starts_at, part.person_id, part.patient_id, part.act, part.day, part.place,
  EXISTS (
    SELECT FROM licence l
    LEFT JOIN LATERAL (
      SELECT n.* FROM prescribing_rule n WHERE n.jurisdiction = l.jurisdiction ORDER BY n.version DESC LIMIT 1) rule ON true
    WHERE l.person_id = part.person_id AND l.ended_at IS NULL AND part.day BETWEEN l.valid_from AND l.valid_to
      AND l.kind NOT IN ('prescriptive-authority', 'state-registration', 'dea-registration', 'collaboration')
      AND l.jurisdiction = coalesce(part.place, l.jurisdiction)
      AND (part.act = 'treat' OR (
        (EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'physician'
                   AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to)
          OR ((NOT coalesce(rule.needs_prescriptive_authority, true)
                OR EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'prescriptive-authority' AND e.jurisdiction = l.jurisdiction
                             AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to))
            AND (NOT coalesce(rule.needs_collaboration, true)
                OR EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'collaboration' AND e.jurisdiction = l.jurisdiction
                             AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to))))
        AND (NOT coalesce(rule.needs_state_registration, true)
            OR EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'state-registration' AND e.jurisdiction = l.jurisdiction
                         AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to))
        AND (coalesce(rule.dea, 'there') = 'none'
            OR EXISTS (SELECT FROM licence e WHERE e.person_id = part.person_id AND e.kind = 'dea-registration'
                         AND (rule.dea = 'anywhere' OR e.jurisdiction = l.jurisdiction)
                         AND e.ended_at IS NULL AND part.day BETWEEN e.valid_from AND e.valid_to))
        AND (part.act <> 'prescribe' OR EXISTS (SELECT FROM legal_basis b
                    WHERE (b.patient_id IS NULL OR (b.patient_id = part.patient_id AND b.prescriber_id = part.person_id))
                      AND b.ended_at IS NULL AND part.day BETWEEN b.valid_from AND b.valid_to))))) AS has_authority
FROM booked_part part;

-- Who looks after whom now, each with the act that it is, and where.
CREATE OR REPLACE VIEW "team_part" AS
SELECT DISTINCT c.patient_id, c.person_id,
  CASE WHEN p.role = 'therapist' THEN 'treat' WHEN care.is_in_clinic THEN 'prescribe-in-person' ELSE 'prescribe' END AS act, care.place
FROM care_assignment c
JOIN person p ON p.id = c.person_id AND p.disabled_at IS NULL AND p.role IN ('therapist', 'prescriber', 'physician')
JOIN person patient ON patient.id = c.patient_id AND patient.disabled_at IS NULL
JOIN patient_care_place care ON care.patient_id = c.patient_id
WHERE c.reason = 'team' AND c.starts_at <= app_now() AND (c.ends_at IS NULL OR c.ends_at > app_now());

-- Who is with the patient of a session that is booked, and what is known of the place. In the clinic that is its staff, whom the appointment
-- names, and its own emergency plan; at home a companion, and the patient's card.
CREATE VIEW "session_company_fact" AS
SELECT s.appointment_id, s.plan ->> 'setting' = 'clinic' IS TRUE AS is_in_clinic,
  s.plan ->> 'setting' = 'clinic' IS TRUE OR EXISTS (
    SELECT 1 FROM care_assignment c
    WHERE c.patient_id = s.patient_id AND c.person_id = s.chaperone_id AND c.reason IN ('team', 'chaperone', 'backup')
      AND c.starts_at <= app_now() AND (c.ends_at IS NULL OR c.ends_at > app_now())) AS has_chaperone,
  s.plan ->> 'setting' = 'clinic' IS TRUE OR EXISTS (
    SELECT 1 FROM person p WHERE p.id = s.chaperone_id AND p.phone_index IS NOT NULL) AS is_chaperone_reachable,
  s.plan ->> 'setting' = 'clinic' IS NOT TRUE AND coalesce((
    SELECT e.type FROM session_entry e WHERE e.session_id = s.id AND e.type IN ('arrival', 'chaperone-left', 'companion-on-duty')
    ORDER BY e.seq DESC LIMIT 1) = 'chaperone-left', false) AS is_chaperone_out,
  s.plan ->> 'setting' = 'clinic' IS TRUE OR EXISTS (SELECT 1 FROM emergency_card c WHERE c.patient_id = s.patient_id) AS has_emergency_card
FROM dosing_session s;

-- What is said of its dose by the newest protocol, whatever the session was booked under: whether it is one to come, in the order of the
-- course and far enough from the others, and whether the patient is prepared for that course.
CREATE VIEW "session_course_fact" AS
SELECT s.appointment_id,
  coalesce(d.protocol_id = newest.id AND newest.holds AND d.state IN ('signed', 'released'), false) AS is_dose_planned,
  NOT EXISTS (
    SELECT 1 FROM appointment o
    WHERE o.patient_id = a.patient_id AND o.id <> a.id AND o.course_id IS NOT NULL AND o.state IN ('booked', 'completed')
      AND apart_span(least(o.starts_at, a.starts_at), CASE
          WHEN o.starts_at > a.starts_at AND o.course_id = newest.id THEN spacing_days(newest.phases, newest.sessions, o.course_number)
          ELSE spacing_days(newest.phases, newest.sessions, d.number) END) @> greatest(o.starts_at, a.starts_at)) AS is_apart,
  -- each dose before it comes before it, and what opens it is still to come, unless it is open
  NOT EXISTS (
    SELECT 1 FROM dose_line e LEFT JOIN dose_booking b ON b.dose_line_id = e.id
    WHERE e.protocol_id = d.protocol_id AND e.number < d.number AND e.state IN ('planned', 'proposed', 'signed', 'released')
      AND (b.starts_at IS NULL OR b.starts_at >= a.starts_at))
  AND (d.unlocked_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM dose_line e JOIN dose_booking b ON b.dose_line_id = e.id
    WHERE e.protocol_id = d.protocol_id AND e.state IN ('signed', 'released', 'taken')
      AND e.number = (SELECT max(b4.number) FROM dose_line b4 WHERE b4.protocol_id = d.protocol_id AND b4.number < d.number
        AND b4.state NOT IN ('skipped', 'voided')))) AS is_in_order,
  (SELECT max(t.taken_at) + spacing_days(newest.phases, newest.sessions, d.number) * interval '24 hours'
   FROM dose_line t JOIN protocol o ON o.id = t.protocol_id WHERE o.patient_id = a.patient_id) AS dose_not_before,
  EXISTS (SELECT 1 FROM preparation_sign_off o WHERE o.patient_id = a.patient_id AND o.course_id = newest.id) AS is_prepared
FROM dosing_session s
JOIN appointment a ON a.id = s.appointment_id
LEFT JOIN dose_line d ON d.id = s.dose_line_id
LEFT JOIN LATERAL (SELECT id, phases, sessions, holds FROM newest_protocol WHERE patient_id = a.patient_id) newest ON true;

-- Medicine for its day: counted at home, in date, of no lot that was recalled. In the clinic it is drawn on the day.
CREATE VIEW "session_supply_fact" AS
SELECT s.appointment_id, s.plan ->> 'setting' = 'clinic' IS TRUE OR coalesce((
  SELECT sum(m.on_hand_units * m.strength_mg) FROM medication_dispense m
  WHERE m.patient_id = a.patient_id AND m.state IN ('delivered', 'in-use', 'reconciled')
    AND (m.beyond_use_date IS NULL OR m.beyond_use_date >= (a.starts_at AT TIME ZONE a.patient_zone)::date)
    AND NOT EXISTS (SELECT 1 FROM lot_recall r WHERE r.pharmacy = m.pharmacy AND r.lot = m.lot)), 0) >= coalesce(d.dose_mg, 0) AS has_medicine
FROM dosing_session s JOIN appointment a ON a.id = s.appointment_id LEFT JOIN dose_line d ON d.id = s.dose_line_id;

-- Everything together, and of what is no session nothing that only one has.
CREATE OR REPLACE VIEW "appointment_risk_fact" AS
SELECT a.id AS appointment_id, a.kind, a.patient_id, a.patient_zone, a.starts_at, a.ends_at, l.confirmed_at,
  coalesce(s.id, v.session_id) AS session_id,
  s.id IS NOT NULL AS is_session,
  s.id IS NOT NULL AND session_has_begun(s.id) AS has_begun,
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
  coalesce(company.has_chaperone, false) AS has_chaperone,
  coalesce(company.is_chaperone_reachable, false) AS is_chaperone_reachable,
  EXISTS (SELECT 1 FROM consent c JOIN clinic_settings k ON k.consent_version = c.version
          WHERE c.patient_id = a.patient_id AND c.withdrawn_at IS NULL
            AND (c.valid_until IS NULL OR c.valid_until > a.starts_at)) AS has_consent,
  coalesce(company.has_emergency_card, false) AS has_emergency_card,
  EXISTS (SELECT 1 FROM integration_visit w JOIN dosing_session o ON o.id = w.session_id
          WHERE o.patient_id = a.patient_id AND w.state = 'missed') AS is_visit_owed,
  ARRAY(SELECT DISTINCT p.id FROM appointment_party y JOIN person p ON p.id = y.person_id
        WHERE y.appointment_id = a.id AND y.part IN ('therapist', 'prescriber') AND p.disabled_at IS NOT NULL) AS left_ids,
  s.id IS NULL OR course.is_dose_planned AS is_dose_planned,
  s.id IS NULL OR course.is_apart AS is_apart,
  s.id IS NULL OR course.is_in_order AS is_in_order,
  course.dose_not_before,
  g.taken AS places_taken,
  g.patients_per_staff,
  coalesce(company.is_chaperone_out, false) AS is_chaperone_out,
  s.id IS NULL OR supply.has_medicine AS has_medicine,
  s.id IS NULL OR course.is_prepared AS is_prepared,
  coalesce(company.is_in_clinic, false) AS is_in_clinic,
  (SELECT jurisdiction FROM clinic_place) AS clinic_place,
  -- as the gate judges it
  coalesce((SELECT max(written_at) FROM clinic_emergency_plan) >= a.starts_at - interval '365 days', false) AS has_clinic_plan
FROM appointment a
LEFT JOIN appointment_link l ON l.appointment_id = a.id AND l.revoked_at IS NULL
LEFT JOIN dosing_session s ON s.appointment_id = a.id
LEFT JOIN integration_visit v ON v.appointment_id = a.id
LEFT JOIN group_session g ON g.appointment_id = a.id
LEFT JOIN session_company_fact company ON company.appointment_id = a.id
LEFT JOIN session_course_fact course ON course.appointment_id = a.id
LEFT JOIN session_supply_fact supply ON supply.appointment_id = a.id
WHERE a.state = 'booked';
