-- A backup who is on duty comes along, too; who comes along is settled before a session begins; and a companion may say that they cannot come
-- (docs/adr/0043). A session is at risk, too, without medicine for its dose and with a preparation that nobody has signed. The view of 20261202000320 with that.
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
  EXISTS (SELECT 1 FROM care_assignment c
          WHERE c.patient_id = a.patient_id AND c.person_id = s.chaperone_id AND c.reason IN ('team', 'chaperone', 'backup')
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
  g.patients_per_staff,
  coalesce((SELECT e.type FROM session_entry e WHERE e.session_id = s.id AND e.type IN ('arrival', 'chaperone-left', 'companion-on-duty')
            ORDER BY e.seq DESC LIMIT 1) = 'chaperone-left', false) AS is_chaperone_out,
  -- for the day of the session: counted at home, in date, of no lot that was recalled; in the clinic it is drawn on the day
  s.id IS NULL OR s.plan ->> 'setting' = 'clinic' OR coalesce((
    SELECT sum(m.on_hand_units * m.strength_mg) FROM medication_dispense m
    WHERE m.patient_id = a.patient_id AND m.state IN ('delivered', 'in-use', 'reconciled')
      AND (m.beyond_use_date IS NULL OR m.beyond_use_date >= (a.starts_at AT TIME ZONE a.patient_zone)::date)
      AND NOT EXISTS (SELECT 1 FROM lot_recall r WHERE r.pharmacy = m.pharmacy AND r.lot = m.lot)), 0) >= coalesce(d.dose_mg, 0) AS has_medicine,
  s.id IS NULL OR EXISTS (
    SELECT 1 FROM preparation_sign_off o WHERE o.patient_id = a.patient_id AND o.course_id = newest.id) AS is_prepared
FROM appointment a
LEFT JOIN appointment_link l ON l.appointment_id = a.id AND l.revoked_at IS NULL
LEFT JOIN dosing_session s ON s.appointment_id = a.id
LEFT JOIN integration_visit v ON v.appointment_id = a.id
LEFT JOIN group_session g ON g.appointment_id = a.id
LEFT JOIN dose_line d ON d.id = s.dose_line_id
LEFT JOIN LATERAL (
  SELECT id, phases, sessions, holds FROM newest_protocol WHERE s.id IS NOT NULL AND patient_id = a.patient_id) newest ON true
WHERE a.state = 'booked';
