-- What must hold whatever has happened: each query returns what breaks it, and thus no row. Run after every fault, race and crash
-- test, when the clinic has come to rest. A query is named by the comment before it.

-- name: two appointments of one person at one time
SELECT a.person_id, a.appointment_id, b.appointment_id AS other
FROM appointment_party a JOIN appointment_party b ON b.person_id = a.person_id AND b.lane = a.lane AND b.appointment_id > a.appointment_id
WHERE a.during && b.during;

-- name: two booked appointments of one patient at one time
SELECT a.patient_id, a.id, b.id AS other
FROM appointment a JOIN appointment b ON b.patient_id = a.patient_id AND b.id > a.id
WHERE a.state = 'booked' AND b.state = 'booked' AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at);

-- name: an appointment that did not take place and still takes somebody's time
SELECT a.id, p.person_id FROM appointment a JOIN appointment_party p ON p.appointment_id = a.id
WHERE a.state NOT IN ('held', 'booked', 'completed') AND NOT isempty(p.during);

-- name: two sessions of one patient that are nearer than either of them asks for
SELECT a.patient_id, a.id, b.id AS other FROM appointment a JOIN appointment b ON b.patient_id = a.patient_id AND b.id > a.id
WHERE a.state IN ('booked', 'completed') AND b.state IN ('booked', 'completed') AND a.apart_days IS NOT NULL AND b.apart_days IS NOT NULL
  AND apart_span(a.starts_at, a.apart_days) && apart_span(b.starts_at, b.apart_days);

-- name: a session that stands in the calendar for another dose than its own
SELECT s.id FROM dosing_session s JOIN appointment a ON a.id = s.appointment_id JOIN dose_line d ON d.id = s.dose_line_id
WHERE s.aborted_at IS NULL AND a.course_id IS NOT NULL AND (a.course_id, a.course_number) IS DISTINCT FROM (d.protocol_id, d.number::smallint);
-- name: a group of which another number of places is counted than is taken, or more than it has
SELECT g.appointment_id, g.taken, count(p.id) FROM group_session g
LEFT JOIN appointment p ON p.group_id = g.appointment_id AND p.state::text NOT LIKE 'cancelled%' AND p.state <> 'expired'
GROUP BY g.appointment_id HAVING g.taken <> count(p.id) OR count(p.id) > g.patients_per_staff * g.staff;

-- name: a place that is not where its group is
SELECT p.id, p.state, g.state AS "ofGroup" FROM appointment p JOIN appointment g ON g.id = p.group_id
WHERE p.state = 'booked' AND ((p.starts_at, p.ends_at) IS DISTINCT FROM (g.starts_at, g.ends_at) OR g.state NOT IN ('booked', 'completed'));

-- name: two holds of one patient
SELECT patient_id FROM appointment WHERE state = 'held' GROUP BY patient_id HAVING count(DISTINCT hold_id) > 1;

-- name: a hold that is long over and was not given back
SELECT id FROM appointment WHERE state = 'held' AND held_until < app_now() - interval '1 minute';

-- name: an appointment of which a part is booked and another part of the same hold is not
SELECT a.hold_id FROM appointment a JOIN appointment b ON b.hold_id = a.hold_id WHERE a.state = 'expired' AND b.state NOT IN ('expired', 'held');

-- name: a booked appointment without a link of its own, or with one that opens for nobody any more
SELECT a.id, l.revoked_at FROM appointment a JOIN person p ON p.id = a.patient_id LEFT JOIN appointment_link l ON l.appointment_id = a.id
WHERE a.state = 'booked' AND l.id IS NULL OR l.revoked_at IS NULL AND l.id IS NOT NULL AND (a.state NOT IN ('held', 'booked', 'completed') OR p.disabled_at IS NOT NULL);

-- name: an address of a calendar that opens for somebody who may not come in, or a second one that opens
SELECT f.id FROM calendar_feed f JOIN person p ON p.id = f.person_id
WHERE f.revoked_at IS NULL AND (p.disabled_at IS NOT NULL OR EXISTS (
  SELECT 1 FROM calendar_feed o WHERE o.person_id = f.person_id AND o.id <> f.id AND o.revoked_at IS NULL));

-- name: another calendar that nothing looks at any more
SELECT c.person_id FROM external_calendar c WHERE NOT EXISTS (
  SELECT 1 FROM outbox_event e WHERE e.key = 'calendar:' || c.person_id AND e.done_at IS NULL AND e.voided_at IS NULL);

-- name: a rule of a state whose versions have a gap
SELECT jurisdiction FROM prescribing_rule GROUP BY jurisdiction HAVING count(*) <> max(version);

-- name: a clinician who lacks cover for something that is booked, noted twice
SELECT appointment_id, person_id FROM cover_gap WHERE settled_at IS NULL GROUP BY appointment_id, person_id HAVING count(*) > 1;

-- name: a licence or a basis in law that has ended, and of which it will still be said that it ends
SELECT e.key FROM outbox_event e JOIN (
  SELECT 'licence:' || id AS key FROM licence WHERE ended_at IS NOT NULL
  UNION ALL SELECT 'legal-basis:' || id FROM legal_basis WHERE ended_at IS NOT NULL) ended ON e.key > ended.key || ':' AND e.key < ended.key || ';'
WHERE e.done_at IS NULL AND e.voided_at IS NULL AND e.parked_at IS NULL;

-- name: an appointment and its session that tell different stories
SELECT s.id, a.state, s.discharged_at, s.aborted_at FROM dosing_session s JOIN appointment a ON a.id = s.appointment_id
WHERE (s.aborted_at IS NOT NULL) <> (a.state::text LIKE 'cancelled%' OR a.state::text LIKE 'no_show%') OR (s.discharged_at IS NOT NULL) <> (a.state = 'completed');

-- name: a session without its integration visit
SELECT s.id FROM dosing_session s WHERE NOT EXISTS (SELECT 1 FROM integration_visit v WHERE v.session_id = s.id);

-- name: two live sessions of one patient
SELECT patient_id, count(*) FROM dosing_session
WHERE dosed_at IS NOT NULL AND discharged_at IS NULL GROUP BY patient_id HAVING count(*) > 1;

-- name: a protocol that says something else than its signed version
SELECT p.id, p.version FROM protocol p LEFT JOIN protocol_version v ON v.protocol_id = p.id AND v.state = 'signed'
WHERE p.version > 0 AND (p.version, p.template, p.plan, p.patient_limits, p.min_days_between, p.later_phases, p.guardrails)
  IS DISTINCT FROM (v.number, v.template, v.plan, v.patient_limits, v.min_days_between, v.later_phases, v.guardrails);

-- name: a signed dose that its proposal does not say, or that lacks a signature
SELECT d.id FROM dose_line d JOIN protocol p ON p.id = d.protocol_id
WHERE p.version > 0 AND d.state IN ('signed', 'released', 'taken') AND NOT EXISTS (
  SELECT 1 FROM dose_proposal o WHERE o.dose_line_id = d.id AND o.state = 'signed' AND o.dose_mg = d.dose_mg
    AND (SELECT count(DISTINCT s.signer_id) FROM protocol_signature s WHERE s.proposal_id = o.id) >= o.signatures_needed);

-- name: a dose that waits for a signature without a proposal, or a proposal for one that does not wait
SELECT d.id FROM dose_line d FULL JOIN (SELECT dose_line_id FROM dose_proposal WHERE state = 'open') o ON o.dose_line_id = d.id
WHERE (d.state = 'proposed') <> (o.dose_line_id IS NOT NULL);

-- name: a dose that is open though the visit before it was not held
SELECT next.id FROM dose_line next
JOIN dose_line taken ON taken.protocol_id = next.protocol_id AND taken.number = (
  SELECT max(number) FROM dose_line d WHERE d.protocol_id = next.protocol_id AND d.number < next.number AND d.state NOT IN ('skipped', 'voided'))
WHERE next.unlocked_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM dosing_session s JOIN integration_visit v ON v.session_id = s.id
  WHERE s.dose_line_id = taken.id AND v.state IN ('done', 'late_done'))
UNION ALL
SELECT first.id FROM dose_line first JOIN newest_protocol n ON n.id = first.protocol_id
WHERE first.unlocked_at IS NOT NULL AND first.state IN ('planned', 'proposed', 'signed', 'released') AND course_visit_owed(n.patient_id);

-- name: a dose taken in the log and not in the protocol, or the other way round
SELECT s.id, s.dosed_at, d.state FROM dosing_session s JOIN dose_line d ON d.id = s.dose_line_id
WHERE s.aborted_at IS NULL AND (s.dosed_at IS NOT NULL) <> (d.state = 'taken');

-- name: a log with a gap, or a last seq that is not its own
SELECT s.id, s.last_seq, count(e.seq), max(e.seq) FROM dosing_session s LEFT JOIN session_entry e ON e.session_id = s.id
GROUP BY s.id HAVING count(e.seq) <> s.last_seq OR coalesce(max(e.seq), 0) <> s.last_seq OR coalesce(min(e.seq), 1) <> 1;

-- name: a snapshot ahead of its log
SELECT s.id, s.last_seq, p.at_seq FROM dosing_session s JOIN session_snapshot p ON p.session_id = s.id WHERE p.at_seq > s.last_seq;

-- name: one client id on two entries
SELECT session_id, id, count(*) FROM session_entry GROUP BY session_id, id HAVING count(*) > 1;

-- name: a log in which time runs back
SELECT session_id, seq FROM (
  SELECT session_id, seq, happened_at, recorded_at, lag(recorded_at) OVER (PARTITION BY session_id ORDER BY seq) AS before
  FROM session_entry) e
WHERE recorded_at < before OR happened_at > recorded_at;

-- name: milestones in the log and in the columns that differ
SELECT s.id FROM dosing_session s
WHERE (s.dosed_at IS NOT NULL) <> EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = s.id AND e.type = 'dose-taken')
   OR (s.discharged_at IS NOT NULL) <> EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = s.id AND e.type = 'discharge')
   OR (s.aborted_at IS NOT NULL) <> EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = s.id AND e.type = 'abort');

-- name: something that happened after the end
SELECT late.session_id, late.seq, late.type FROM session_entry late
JOIN session_entry ending ON ending.session_id = late.session_id AND ending.type IN ('discharge', 'abort') AND late.seq > ending.seq
WHERE late.type NOT IN ('alert', 'alert-closed', 'acknowledgement', 'safety-check', 'vitals', 'help', 'observation');

-- name: a companion on duty of whom the log does not know, or whose place in the calendar is somebody else's
SELECT s.id FROM dosing_session s
JOIN LATERAL (SELECT e.payload ->> 'personId' AS id FROM session_entry e
              WHERE e.session_id = s.id AND e.type = 'companion-on-duty' ORDER BY e.seq DESC LIMIT 1) last ON last.id <> s.chaperone_id::text
UNION
SELECT s.id FROM dosing_session s JOIN appointment_party y ON y.appointment_id = s.appointment_id AND y.part = 'chaperone'
WHERE y.person_id <> s.chaperone_id;

-- name: a dose that was released with one companion on duty and taken with another
SELECT relief.session_id FROM session_entry relief
JOIN session_entry dose ON dose.session_id = relief.session_id AND dose.type = 'dose-taken' AND dose.seq > relief.seq
WHERE relief.type = 'companion-on-duty' AND NOT EXISTS (
  SELECT 1 FROM session_entry e WHERE e.session_id = relief.session_id AND e.type = 'release' AND e.seq BETWEEN relief.seq AND dose.seq);

-- name: a patient with two companions of one part
SELECT patient_id FROM care_assignment WHERE reason = 'backup' AND ends_at IS NULL GROUP BY patient_id HAVING count(*) > 1;

-- name: a phase twice
SELECT session_id, payload ->> 'phase', count(*) FROM session_entry WHERE type = 'phase' GROUP BY 1, 2 HAVING count(*) > 1;

-- name: a dose without gate, release, reading or chaperone before it
SELECT dose.session_id FROM session_entry dose
WHERE dose.type = 'dose-taken' AND NOT (
  EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = dose.session_id AND e.seq < dose.seq AND e.type = 'gate' AND (e.payload ->> 'isPassed')::boolean)
  AND EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = dose.session_id AND e.seq < dose.seq AND e.type = 'release')
  AND EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = dose.session_id AND e.seq < dose.seq AND e.type = 'vitals')
  AND EXISTS (SELECT 1 FROM session_entry e JOIN dosing_session s ON s.id = e.session_id WHERE e.session_id = dose.session_id AND e.seq < dose.seq
    AND e.type = CASE s.plan ->> 'setting' WHEN 'clinic' THEN 'staff-arrival' ELSE 'arrival' END));

-- name: a dose without a consent that held
SELECT s.id FROM dosing_session s
WHERE s.dosed_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM consent c WHERE c.patient_id = s.patient_id AND c.signed_at <= s.dosed_at AND (c.withdrawn_at IS NULL OR c.withdrawn_at > s.dosed_at)
    AND (c.valid_until IS NULL OR c.valid_until > s.dosed_at));

-- name: a signature over another text than that of its clause
SELECT s.id FROM consent_signature s JOIN consent_clause c ON c.id = s.clause_id
WHERE s.digest <> clause_digest(c.code, c.version, c.title, c.text);

-- name: a live session whose next safety check nobody would miss
SELECT s.id FROM dosing_session s
WHERE s.dosed_at IS NOT NULL AND s.discharged_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM deadline d WHERE d.session_id = s.id AND d.kind = 'check' AND d.tier = 1 AND d.fired_at IS NULL AND d.voided_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM clinic_alert told WHERE told.kind = 'session-restored' AND told.subject_id = s.id); -- over when it was restored

-- name: a deadline more than 15 s overdue that did not fire
SELECT id, session_id, ref, tier, due_at FROM deadline
WHERE due_at < app_now() - interval '15 seconds' AND fired_at IS NULL AND voided_at IS NULL;

-- name: a deadline that fired without an entry
SELECT d.id, d.session_id, d.ref, d.tier FROM deadline d
WHERE d.fired_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM session_entry e WHERE e.session_id = d.session_id AND (
    (d.kind = 'phase' AND e.type = 'phase' AND e.payload ->> 'phase' = d.ref) OR
    (d.kind <> 'phase' AND e.type = 'alert' AND e.payload ->> 'alertId' = d.ref AND (e.payload ->> 'tier')::int = d.tier)));

-- name: a tier of an alert without the one before it
SELECT e.session_id, e.seq, e.payload FROM session_entry e
WHERE e.type = 'alert' AND (e.payload ->> 'tier')::int > 1 AND NOT EXISTS (
  SELECT 1 FROM session_entry before WHERE before.session_id = e.session_id AND before.type = 'alert' AND before.seq < e.seq
    AND before.payload ->> 'alertId' = e.payload ->> 'alertId'
    AND (before.payload ->> 'tier')::int = (e.payload ->> 'tier')::int - 1);

-- name: a tier of an alert twice
SELECT session_id, payload ->> 'alertId', payload ->> 'tier', count(*) FROM session_entry
WHERE type = 'alert' GROUP BY 1, 2, 3 HAVING count(*) > 1;

-- name: a missed check that was answered before it escalated, and escalated after
SELECT e.session_id, e.seq, e.payload FROM session_entry e
JOIN session_entry answer ON answer.session_id = e.session_id AND answer.type = 'safety-check' AND answer.seq < e.seq
  AND answer.payload -> 'number' = e.payload -> 'number'
WHERE e.type = 'alert' AND e.payload ->> 'kind' = 'missed-check' AND NOT EXISTS (
  SELECT 1 FROM session_entry before WHERE before.session_id = e.session_id AND before.type = 'alert' AND before.seq < answer.seq
    AND before.payload ->> 'alertId' = e.payload ->> 'alertId' AND (before.payload ->> 'level')::int >= 2);

-- name: an alert that climbed after a person had taken it on or closed it
SELECT e.session_id, e.seq, e.payload FROM session_entry e
JOIN session_entry taken ON taken.session_id = e.session_id AND taken.type IN ('acknowledgement', 'alert-closed') AND taken.seq < e.seq
  AND taken.payload ->> 'alertId' = e.payload ->> 'alertId'
WHERE e.type = 'alert';

-- name: a dose after a gate that held, without another gate and another release after it
SELECT dose.session_id, held.seq FROM session_entry dose
JOIN session_entry held ON held.session_id = dose.session_id AND held.type = 'gate' AND NOT (held.payload ->> 'isPassed')::boolean AND held.seq < dose.seq
  AND held.recorded_at <= dose.happened_at -- what was taken before it tells of itself after it
WHERE dose.type = 'dose-taken' AND NOT EXISTS (
  SELECT 1 FROM session_entry passed JOIN session_entry release ON release.session_id = passed.session_id AND release.type = 'release'
    AND release.seq BETWEEN passed.seq AND dose.seq
  WHERE passed.session_id = dose.session_id AND passed.type = 'gate' AND (passed.payload ->> 'isPassed')::boolean AND passed.seq > held.seq);

-- name: something of before the dose after it, or a second dose
SELECT later.session_id, later.seq, later.type FROM session_entry later
JOIN session_entry dose ON dose.session_id = later.session_id AND dose.type = 'dose-taken' AND dose.seq < later.seq
WHERE later.type IN ('gate', 'release', 'dose-taken', 'abort');

-- name: a discharge with an open alert, before its time, or that no clinician confirmed
SELECT s.id, ending.seq FROM dosing_session s JOIN session_entry ending ON ending.session_id = s.id AND ending.type = 'discharge'
WHERE s.min_discharge_at IS NULL OR ending.recorded_at < s.min_discharge_at
  OR NOT EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = s.id AND e.seq < ending.seq AND e.type = 'discharge-confirmation'
       AND e.author_role IN ('therapist', 'prescriber', 'physician'))
  OR EXISTS (SELECT 1 FROM session_entry raised WHERE raised.session_id = s.id AND raised.type = 'alert' AND raised.seq < ending.seq AND NOT EXISTS (
       SELECT 1 FROM session_entry closed WHERE closed.session_id = s.id AND closed.type = 'alert-closed' AND closed.seq < ending.seq
         AND closed.payload ->> 'alertId' = raised.payload ->> 'alertId'));

-- name: an alert of level 2 or more that ended without a person who had taken it on
SELECT closed.session_id, closed.seq FROM session_entry closed
WHERE closed.type = 'alert-closed' AND EXISTS (
    SELECT 1 FROM session_entry raised WHERE raised.session_id = closed.session_id AND raised.type = 'alert' AND raised.seq < closed.seq
      AND raised.payload ->> 'alertId' = closed.payload ->> 'alertId' AND (raised.payload ->> 'level')::int >= 2)
  AND (closed.author_role NOT IN ('therapist', 'prescriber', 'physician') OR NOT EXISTS (
    SELECT 1 FROM session_entry taken WHERE taken.session_id = closed.session_id AND taken.type = 'acknowledgement' AND taken.seq < closed.seq
      AND taken.payload ->> 'alertId' = closed.payload ->> 'alertId'));

-- name: a call for help of which there is no alert
SELECT help.session_id, help.seq FROM session_entry help
WHERE help.type = 'help' AND NOT EXISTS (
  SELECT 1 FROM session_entry e WHERE e.session_id = help.session_id AND e.type = 'alert' AND e.payload ->> 'alertId' = 'help-' || help.seq);

-- name: an unheard alert whose ladder stands still
SELECT e.session_id, e.payload ->> 'alertId' FROM session_entry e
WHERE e.type = 'alert' AND (e.payload ->> 'level')::int >= 1
  AND NOT (e.payload ->> 'kind' = 'missed-check' AND (e.payload ->> 'tier')::int = 1 AND (e.payload ->> 'level')::int >= 2) -- joined another ladder
  AND NOT EXISTS (SELECT 1 FROM session_entry heard WHERE heard.session_id = e.session_id
    AND heard.type IN ('acknowledgement', 'alert-closed') AND heard.payload ->> 'alertId' = e.payload ->> 'alertId')
  AND NOT EXISTS (SELECT 1 FROM deadline d WHERE d.session_id = e.session_id AND d.ref = e.payload ->> 'alertId'
    AND d.fired_at IS NULL AND d.voided_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM clinic_alert told WHERE told.kind = 'session-restored' AND told.subject_id = e.session_id)
GROUP BY 1, 2;

-- name: a tier of an alert that called nobody
SELECT e.session_id, e.seq, e.payload FROM session_entry e
WHERE e.type = 'alert' AND e.recorded_at > app_now() - interval '29 days' -- housekeeping deletes the row after 30
  AND NOT (e.payload ->> 'kind' = 'missed-check' AND (e.payload ->> 'tier')::int = 1 AND (e.payload ->> 'level')::int >= 2) -- joined another ladder
  AND NOT EXISTS (SELECT 1 FROM outbox_event o WHERE o.name = 'sessions.alert-climbed'
    AND o.payload @> jsonb_build_object('sessionId', e.session_id, 'alertId', e.payload ->> 'alertId', 'tier', (e.payload ->> 'tier')::int));

-- name: a companion who left for good after the dose, and whom nobody misses
SELECT gone.session_id, gone.seq FROM session_entry gone JOIN dosing_session s ON s.id = gone.session_id
WHERE s.dosed_at IS NOT NULL AND s.discharged_at IS NULL
  AND (gone.type = 'chaperone-left' OR gone.type = 'observation' AND gone.payload ->> 'sign' = 'chaperone-unfit')
  AND gone.seq > (SELECT seq FROM session_entry dose WHERE dose.session_id = s.id AND dose.type = 'dose-taken')
  AND NOT EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = s.id AND e.type = 'arrival' AND e.seq > gone.seq)
  AND NOT EXISTS (SELECT 1 FROM deadline d WHERE d.session_id = s.id AND d.ref LIKE 'alone-%' AND d.tier = 1
    AND (d.voided_at IS NULL OR d.fired_at IS NOT NULL));

-- name: a dosed session whose end nobody waits for
SELECT s.id FROM dosing_session s
WHERE s.dosed_at IS NOT NULL AND s.discharged_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM deadline d WHERE d.session_id = s.id AND d.ref LIKE 'undischarged-%')
  AND s.dosed_at > (SELECT finished_at FROM _prisma_migrations WHERE migration_name = '20261202000500_observations');

-- name: a dose that was taken while something wanted a clinician
SELECT dose.session_id, raised.seq FROM session_entry dose
JOIN session_entry raised ON raised.session_id = dose.session_id AND raised.type = 'alert' AND (raised.payload ->> 'level')::int >= 2
  AND raised.seq < dose.seq AND raised.recorded_at <= dose.happened_at
WHERE dose.type = 'dose-taken' AND NOT EXISTS (
  SELECT 1 FROM session_entry closed WHERE closed.session_id = dose.session_id AND closed.type = 'alert-closed' AND closed.seq < dose.seq
    AND closed.payload ->> 'alertId' = raised.payload ->> 'alertId');

-- name: an emergency, or more taken than was released, and no incident of it
SELECT e.session_id, e.seq FROM session_entry e
WHERE (e.type = 'alert' AND (e.payload ->> 'level')::int >= 4 OR e.type = 'observation' AND e.payload ->> 'sign' = 'took-more')
  AND e.recorded_at > (SELECT finished_at FROM _prisma_migrations WHERE migration_name = '20261202000510_incidents')
  AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.session_id = e.session_id AND i.entry_seq <= e.seq
    AND i.kind = CASE e.type WHEN 'alert' THEN 'emergency' ELSE 'took-more' END);

-- name: an incident that nobody will miss, or one that was reviewed without a finding or changed after it
SELECT i.id FROM incident i
WHERE (i.reviewed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM outbox_event e WHERE e.key = 'incident:' || i.id AND e.done_at IS NULL AND e.voided_at IS NULL AND e.parked_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM clinic_alert a WHERE a.kind = 'incident-overdue' AND a.subject_id = i.id))
   OR (i.reviewed_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = 'finding' AND e.written_at <= i.reviewed_at)
      OR EXISTS (SELECT 1 FROM incident_entry e WHERE e.incident_id = i.id AND e.kind <> 'done' AND e.written_at > i.reviewed_at)));

-- name: somebody who is away from the board while nobody watches their dosed sessions, and whom nothing calls back
SELECT c.id, s.id AS session FROM watch_cover c JOIN dosing_session s ON c.away_id IN (s.therapist_id, s.prescriber_id)
WHERE c.began_at IS NOT NULL AND c.ended_at IS NULL AND s.dosed_at IS NOT NULL AND s.discharged_at IS NULL
  AND EXISTS (SELECT 1 FROM sweeper_heartbeat WHERE at > clock_timestamp() - interval '5 seconds') -- which would have called
  AND coalesce((SELECT max(w.seen_at) FROM session_watch w WHERE w.session_id = s.id AND w.person_id = c.cover_id), '-infinity')
    < clock_timestamp() - interval '2 minutes';

-- name: an acknowledgement by nobody, or by somebody who had no part in the session
SELECT e.session_id, e.seq, e.author_id FROM session_entry e JOIN dosing_session s ON s.id = e.session_id
WHERE e.type = 'acknowledgement' AND NOT EXISTS (
  SELECT 1 FROM care_tie c WHERE c.patient_id = s.patient_id AND c.person_id = e.author_id AND c.kind <> 'release'
    AND c.starts_at <= e.recorded_at AND (c.ends_at IS NULL OR c.ends_at > e.recorded_at));

-- name: an alert of the clinic that nobody acknowledged and that is acknowledged
SELECT id FROM clinic_alert WHERE (acknowledged_at IS NULL) <> (acknowledged_by IS NULL);

-- name: an open offer whose time is not kept, or one that is over and has kept its time
SELECT o.id, o.state FROM waiting_offer o
WHERE (SELECT count(*) FROM appointment a WHERE a.hold_id = o.hold_id AND a.state = 'held') <> CASE WHEN o.state = 'open' THEN 2 ELSE 0 END;

-- name: an open offer to somebody who waits no more
SELECT o.id FROM waiting_offer o JOIN waiting_entry e ON e.id = o.entry_id JOIN person p ON p.id = e.patient_id
WHERE o.state = 'open' AND e.ended_at IS NOT NULL AND p.disabled_at IS NULL;

-- name: one message twice
SELECT subject_id, template, recipient_id, channel, split_part(key, '|', 1), count(*) FROM message
GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1;

-- name: a message that is still planned though its row has ended
SELECT m.id, m.event_id FROM message m JOIN outbox_event e ON e.id = m.event_id
WHERE m.state = 'planned' AND (e.done_at IS NOT NULL OR e.voided_at IS NOT NULL);

-- name: a message sent that was taken on after its appointment was cancelled
SELECT m.id, m.claimed_at, o.created_at FROM message m
JOIN outbox_event o ON o.name = 'scheduling.appointment-cancelled' AND o.payload ->> 'appointmentId' = m.subject_id::text
WHERE m.template IN ('booked', 'reminder', 'companion') AND m.state IN ('claimed', 'sent', 'delivered', 'unknown') AND m.claimed_at > o.created_at;

-- name: a captured message that is not marked as sent, or the other way round where nothing leaves the system
SELECT m.id, m.state FROM message m JOIN captured_message c ON c.message_id = m.id WHERE m.state <> 'sent' OR m.sent_at IS NULL;

-- name: an outbox row more than 60 s overdue that nobody works on and nobody gave up
SELECT id, name, due_at, claim_attempt, last_error_code FROM outbox_event
WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL
  AND due_at < app_now() - interval '60 seconds' AND coalesce(claimed_until, '-infinity') <= clock_timestamp();

-- name: two pending outbox rows of one key
SELECT key, count(*) FROM outbox_event WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL AND key IS NOT NULL
GROUP BY key HAVING count(*) > 1;

-- name: an outbox row that was given up without a word
SELECT o.id, o.name FROM outbox_event o
WHERE o.parked_at > app_now() - interval '29 days' AND o.name <> 'platform.message-parked' AND NOT EXISTS (
  SELECT 1 FROM outbox_event said WHERE said.name = 'platform.message-parked' AND said.payload ->> 'eventId' = o.id::text)
  AND NOT (o.last_error_code = 'restored' AND EXISTS (SELECT 1 FROM clinic_alert WHERE kind = 'restored')); -- one word for all

-- name: one idempotency key for two requests
SELECT person_id, route, key, count(*) FROM idempotency_key GROUP BY 1, 2, 3 HAVING count(*) > 1;

-- name: an idempotency key without its answer
SELECT id, route FROM idempotency_key WHERE (reply_sealed IS NULL) <> (shredded_at IS NOT NULL);

-- name: a protocol that holds while its course is paused, or is paused by nothing
SELECT p.id, p.state FROM protocol p
WHERE p.state IN ('signed', 'running') AND EXISTS (SELECT 1 FROM paused_course c WHERE c.patient_id = p.patient_id)
   OR p.state = 'paused' AND NOT EXISTS (SELECT 1 FROM paused_course c WHERE c.patient_id = p.patient_id);

-- name: a dose that was released while its course was paused
SELECT s.id, p.id AS pause_id FROM dosing_session s JOIN protocol_pause p ON p.patient_id = s.patient_id
WHERE s.released_at > p.opened_at AND (p.ended_at IS NULL OR s.released_at < p.ended_at);

-- name: a dose that stays released while its course is paused, or under an older version of its protocol than holds
SELECT d.id FROM dose_line d JOIN protocol p ON p.id = d.protocol_id JOIN paused_course c ON c.patient_id = p.patient_id
WHERE d.state = 'released'
UNION ALL
SELECT d.id FROM dose_line d JOIN protocol p ON p.id = d.protocol_id JOIN dosing_session s ON s.dose_line_id = d.id AND s.aborted_at IS NULL
WHERE d.state = 'released' AND s.released_at < p.signed_at;

-- name: a paused course of which nobody is told
SELECT p.patient_id FROM paused_course p
WHERE NOT EXISTS (SELECT 1 FROM clinic_alert a WHERE a.patient_id = p.patient_id AND a.kind = 'course-paused');

-- name: a programme that goes on without what it asks for on file
SELECT e.id, asked FROM programme_enrolment e JOIN programme_version v ON v.id = e.version_id,
  jsonb_array_elements_text(v.content -> 'requirements') AS asked
WHERE e.state IN ('active', 'completed') AND NOT EXISTS (
  SELECT 1 FROM programme_mark m WHERE m.enrolment_id = e.id AND m.kind = 'requirement' AND m.which = asked);

-- name: a programme that is complete before its last session
SELECT e.id FROM programme_enrolment e JOIN programme_version v ON v.id = e.version_id
WHERE e.state = 'completed'
  AND (SELECT count(*) FROM programme_session_fact f WHERE f.enrolment_id = e.id) < (v.content ->> 'sessions')::int;

-- name: an entry without its audit row of the same transaction
SELECT e.session_id, e.seq, e.type FROM session_entry e
WHERE e.author_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM audit_event a WHERE a.object_id = e.session_id AND a.actor_id = e.author_id
    AND a.action = 'record-' || e.type AND a.xmin = e.xmin);

-- name: health data that was written without an audit row of the same transaction
SELECT place, patient_id FROM (
  SELECT 'session_entry' AS place, s.patient_id, e.xmin AS tx FROM session_entry e JOIN dosing_session s ON s.id = e.session_id
  UNION ALL SELECT 'dosing_session', patient_id, xmin FROM dosing_session
  UNION ALL SELECT 'integration_visit', s.patient_id, v.xmin FROM integration_visit v JOIN dosing_session s ON s.id = v.session_id
    WHERE v.nudges = 0 -- how often a patient was reminded is counted, not audited
  UNION ALL SELECT 'protocol', patient_id, xmin FROM protocol
  UNION ALL SELECT 'protocol_pause', patient_id, xmin FROM protocol_pause
  UNION ALL SELECT 'dose_line', p.patient_id, d.xmin FROM dose_line d JOIN protocol p ON p.id = d.protocol_id
  UNION ALL SELECT 'protocol_version', patient_id, xmin FROM protocol_version
  UNION ALL SELECT 'dose_proposal', patient_id, xmin FROM dose_proposal
  UNION ALL SELECT 'protocol_signature', patient_id, xmin FROM protocol_signature
  UNION ALL SELECT 'dose_request', patient_id, xmin FROM dose_request
  UNION ALL SELECT 'protocol_review', patient_id, xmin FROM protocol_review
  UNION ALL SELECT 'protocol_decision', patient_id, xmin FROM protocol_decision
  UNION ALL SELECT 'gate_override', patient_id, xmin FROM gate_override
  UNION ALL SELECT 'pause_limits', patient_id, xmin FROM pause_limits WHERE patient_id IS NOT NULL
  UNION ALL SELECT 'programme_enrolment', patient_id, xmin FROM programme_enrolment
  UNION ALL SELECT 'programme_mark', patient_id, xmin FROM programme_mark
  UNION ALL SELECT 'consent', patient_id, xmin FROM consent
  UNION ALL SELECT 'consent_signature', patient_id, xmin FROM consent_signature
  UNION ALL SELECT 'clinical_note', patient_id, xmin FROM clinical_note
  UNION ALL SELECT 'psychotherapy_note', patient_id, xmin FROM psychotherapy_note
  UNION ALL SELECT 'note_addendum', patient_id, xmin FROM note_addendum
  UNION ALL SELECT 'note_error', patient_id, xmin FROM note_error
  UNION ALL SELECT 'session_note', s.patient_id, n.xmin FROM session_note n JOIN dosing_session s ON s.id = n.session_id
  UNION ALL SELECT 'chart_entry', patient_id, xmin FROM chart_entry
  UNION ALL SELECT 'medicine_review', patient_id, xmin FROM medicine_review
  UNION ALL SELECT 'incident', patient_id, xmin FROM incident
  UNION ALL SELECT 'incident_entry', patient_id, xmin FROM incident_entry
  UNION ALL SELECT 'emergency_card', patient_id, xmin FROM emergency_card
  UNION ALL SELECT 'care_assignment', patient_id, xmin FROM care_assignment
  UNION ALL SELECT 'screening_case', patient_id, xmin FROM screening_case
  UNION ALL SELECT 'screening_hand_off', patient_id, xmin FROM screening_hand_off
  UNION ALL SELECT 'screening_decision', patient_id, xmin FROM screening_decision
  UNION ALL SELECT 'screening_clearance', patient_id, xmin FROM screening_clearance) written
WHERE NOT EXISTS (SELECT 1 FROM audit_event a WHERE a.subject_person_id = written.patient_id AND a.xmin = written.tx);

-- name: an audit row that says another transaction than its own
SELECT id FROM audit_event
WHERE txid::xid <> xmin AND NOT EXISTS (SELECT 1 FROM clinic_alert WHERE kind = 'restored'); -- a backup keeps what was true then

-- name: an audit chain with a gap, or a head that is not its last row
SELECT counted.*, head.position FROM (SELECT count(*) AS seals, max(position) AS last FROM audit_seal) counted
LEFT JOIN LATERAL (SELECT position FROM audit_head ORDER BY position DESC LIMIT 1) head ON true
WHERE counted.seals > 0 AND (counted.seals <> counted.last OR head.position IS DISTINCT FROM counted.last);

-- name: a signed head that says another hash than its row
SELECT h.position FROM audit_head h LEFT JOIN audit_seal s ON s.position = h.position WHERE s.hash IS DISTINCT FROM h.hash;

-- name: a broken link of the audit chain
SELECT position FROM (
  SELECT s.position, s.hash, encode(lag(s.hash, 1, decode(repeat('00', 32), 'hex')) OVER (ORDER BY s.position), 'hex') || '|' || concat('[1,', s.position, ',',
    concat_ws(',', to_json(e.id), (extract(epoch FROM e.at) * 1000)::bigint, (extract(epoch FROM e.written_at) * 1000)::bigint, to_json(e.txid::text),
      coalesce(to_json(e.actor_id)::text, 'null'), to_json(e.actor_role), coalesce(to_json(e.sign_in_id)::text, 'null'),
      coalesce(to_json(e.address)::text, 'null'), to_json(e.action), to_json(e.purpose), coalesce(to_json(e.subject_person_id)::text, 'null'),
      to_json(e.object_type), coalesce(to_json(e.object_id)::text, 'null'), coalesce(to_json(e.reason)::text, 'null')), ']') AS said
  FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id) linked
WHERE hash <> sha256(convert_to(said, 'UTF8'));

-- name: medicine on hand that is not the sum of its ledger
SELECT d.id, d.on_hand_units, sum(m.units) FROM medication_dispense d LEFT JOIN supply_movement m ON m.dispense_id = d.id
GROUP BY d.id HAVING d.on_hand_units <> coalesce(sum(m.units), 0) OR d.on_hand_units < 0;

-- name: a count that differs and holds nothing, or medicine that is held without one
SELECT d.id, d.state FROM medication_dispense d
WHERE (d.state = 'discrepancy') <> EXISTS (SELECT 1 FROM supply_discrepancy i WHERE i.dispense_id = d.id AND i.reviewed_at IS NULL);

-- name: stock of the clinic that is not the sum of its ledger
SELECT l.id, l.on_hand_units, sum(m.units) FROM stock_lot l LEFT JOIN stock_movement m ON m.lot_id = l.id
GROUP BY l.id HAVING l.on_hand_units <> coalesce(sum(m.units), 0) OR l.on_hand_units < 0;

-- name: a draw of another number of units than the clinic's ledger says
SELECT d.id FROM stock_draw d LEFT JOIN stock_movement m ON m.draw_id = d.id
GROUP BY d.id HAVING coalesce(sum(m.units), 0) <> CASE d.ended_as WHEN 'put-back' THEN 0 ELSE -d.units END;

-- name: a gate that was signed over without the entry that says so, or after the dose
SELECT o.id FROM gate_override o JOIN dosing_session s ON s.id = o.session_id
WHERE s.patient_id <> o.patient_id OR o.signed_at > s.dosed_at OR NOT EXISTS (
  SELECT 1 FROM session_entry e WHERE e.session_id = o.session_id AND e.seq = o.entry_seq AND e.type = 'override' AND e.author_id = o.signed_by);

-- name: a dose in the clinic without staff on site, or that was not drawn from its stock
SELECT s.id FROM dosing_session s WHERE s.dosed_at IS NOT NULL AND s.plan ->> 'setting' = 'clinic'
  AND (NOT EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = s.id AND e.type = 'staff-arrival')
    OR NOT EXISTS (SELECT 1 FROM stock_draw d WHERE d.dose_line_id = s.dose_line_id AND d.ended_as = 'given'));

-- name: a discharge from the clinic to nobody by name, or without the form that its programme asks for
SELECT s.id FROM dosing_session s WHERE s.discharged_at IS NOT NULL AND s.plan ->> 'setting' = 'clinic'
  AND (NOT EXISTS (SELECT 1 FROM session_ride r WHERE r.session_id = s.id)
    OR NOT EXISTS (SELECT 1 FROM session_entry e WHERE e.session_id = s.id AND e.type = 'handed-over')
    OR (s.plan ? 'monitoringForm' AND NOT EXISTS (SELECT 1 FROM monitoring_form f WHERE f.session_id = s.id)));

-- name: a form that is due and of which nobody will hear
SELECT f.id FROM monitoring_form f WHERE f.done_at IS NULL AND f.due_at > app_now() AND NOT EXISTS (
  SELECT 1 FROM outbox_event o WHERE o.key = 'monitoring:' || f.id || ':overdue' AND o.voided_at IS NULL);

-- name: a discharge after which nobody asks how the patient is
SELECT s.id FROM dosing_session s WHERE s.discharged_at > (SELECT min(discharged_at) FROM aftercare_check)
  AND (SELECT count(*) FROM aftercare_check c WHERE c.session_id = s.id) <> 2;

-- name: a question after a session that nobody has answered and of which nobody will hear
SELECT c.id FROM aftercare_check c WHERE c.closed_at IS NULL AND c.call_at > app_now() AND NOT EXISTS (
  SELECT 1 FROM outbox_event o WHERE o.key = 'aftercare:' || c.id || ':call' AND o.voided_at IS NULL);

-- name: an answer after a session that leaves its question open
SELECT c.id FROM aftercare_check c WHERE c.closed_at IS NULL AND EXISTS (
  SELECT 1 FROM aftercare_answer a WHERE a.check_id = c.id AND a.at >= c.ask_at);

-- name: a dose that was taken at home and of which the ledger of medicine does not know
SELECT s.id FROM dosing_session s WHERE s.dosed_at IS NOT NULL AND s.plan ->> 'setting' IS DISTINCT FROM 'clinic' AND s.dosed_at > (SELECT min(taken_at) FROM supply_dose)
  AND NOT EXISTS (SELECT 1 FROM supply_dose d WHERE d.dose_line_id = s.dose_line_id);

-- name: a preparation that was signed off with something not talked through
SELECT o.id FROM preparation_sign_off o WHERE (
  SELECT count(DISTINCT t.item) FROM preparation_talk t WHERE t.patient_id = o.patient_id AND t.course_id = o.course_id AND t.at <= o.at) < 11;

-- name: an audit row that nobody has sealed for a minute
SELECT e.id FROM audit_event e
WHERE e.written_at < clock_timestamp() - interval '60 seconds' AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
  AND EXISTS (SELECT 1 FROM sweeper_heartbeat WHERE at > clock_timestamp() - interval '5 seconds'); -- a clinic that stands still seals nothing

-- name: a session opened by somebody who had no part in it
SELECT a.id, a.actor_id FROM audit_event a
WHERE a.action = 'open' AND a.object_type = 'dosing-session' AND a.actor_id <> a.subject_person_id AND NOT EXISTS (
  SELECT 1 FROM care_tie c WHERE c.patient_id = a.subject_person_id AND c.person_id = a.actor_id AND c.kind <> 'release'
    AND c.starts_at <= a.at AND (c.ends_at IS NULL OR c.ends_at > a.at));

-- name: a one-time code taken ahead of its time, or an authenticator app in use that nobody confirmed
SELECT person_id FROM totp_secret
WHERE last_counter > extract(epoch FROM now()) / 30 + 2 OR (last_counter > 0 AND confirmed_at IS NULL);

-- name: a full sign-in by password of staff who have no second factor
SELECT s.id FROM sign_in s JOIN person p ON p.id = s.person_id
WHERE s.assurance = 'full' AND s.device_id IS NOT NULL AND s.revoked_at IS NULL AND s.expires_at > now()
  AND p.role IN ('therapist', 'prescriber', 'physician', 'admin', 'auditor')
  AND NOT EXISTS (SELECT 1 FROM totp_secret t WHERE t.person_id = p.id AND t.confirmed_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = p.id);

-- name: a capability of somebody who is not in its session, or more than an hour after it
SELECT c.id FROM sign_in c LEFT JOIN dosing_session s ON s.id = c.session_scope
WHERE c.assurance = 'capability' AND (s.id IS NULL OR (c.person_id NOT IN (s.patient_id, s.chaperone_id) AND c.revoked_at IS NULL)
  OR (coalesce(s.discharged_at, s.aborted_at) IS NOT NULL AND c.revoked_at IS NULL AND c.expires_at > now() + interval '61 minutes'));

-- name: a link by e-mail that was used after it was revoked or too old
SELECT id FROM account_link WHERE used_at > least(expires_at, revoked_at);

-- name: an open sign-in of a person who is disabled
SELECT s.id FROM sign_in s JOIN person p ON p.id = s.person_id
WHERE p.disabled_at IS NOT NULL AND s.revoked_at IS NULL AND s.last_used_at > p.disabled_at + interval '1 minute';
-- name: an act of an emergency that does not say so
SELECT a.id, a.actor_id, a.action FROM audit_event a
JOIN break_glass_grant g ON g.person_id = a.actor_id AND g.patient_id = a.subject_person_id
WHERE a.at > g.opened_at AND a.at < least(g.ended_at, g.expires_at) AND coalesce(a.reason, '') NOT LIKE '%break-glass:%';

-- name: a record open in an emergency for more than an hour, or unreviewed for three days without a word to the medical director
SELECT id, opened_at FROM break_glass_grant
WHERE least(ended_at, expires_at) > opened_at + interval '60 minutes'
   OR (reviewed_at IS NULL AND escalated_at IS NULL AND opened_at < app_now() - interval '72 hours 1 minute');

-- name: a record open twice to one person at one time
SELECT a.id, b.id AS other FROM break_glass_grant a
JOIN break_glass_grant b ON b.person_id = a.person_id AND b.patient_id = a.patient_id AND b.id > a.id
WHERE tstzrange(a.opened_at, least(a.ended_at, a.expires_at)) && tstzrange(b.opened_at, least(b.ended_at, b.expires_at));

-- name: an opening of a record that was reviewed by its opener
SELECT id FROM break_glass_grant WHERE reviewed_by = person_id;

-- name: access by being called that does not end
SELECT id FROM care_assignment WHERE reason = 'paged' AND ends_at IS NULL;

-- name: a sign-in used after it was revoked
SELECT id FROM sign_in WHERE last_used_at > revoked_at OR stepped_up_at > revoked_at;

-- name: a socket ticket used twice, too late, or for a sign-in that was over
SELECT t.id FROM socket_ticket t LEFT JOIN sign_in s ON s.id = t.sign_in_id
WHERE t.uses > 1 OR (t.uses > 0) <> (t.used_at IS NOT NULL) OR t.used_at > t.expires_at
   OR t.used_at > least(s.revoked_at, s.expires_at) + interval '2 seconds'; -- a revocation may just have been under way

-- name: health data in plain text where only ids belong
SELECT place FROM (
  SELECT 'outbox_event' AS place, t::text AS said FROM outbox_event t
  UNION ALL SELECT 'session_entry', t::text FROM session_entry t
  UNION ALL SELECT 'session_snapshot', t::text FROM session_snapshot t
  UNION ALL SELECT 'audit_event', t::text FROM audit_event t
  UNION ALL SELECT 'message', t::text FROM message t
  UNION ALL SELECT 'clinic_alert', t::text FROM clinic_alert t
  UNION ALL SELECT 'break_glass_grant', t::text FROM break_glass_grant t
  UNION ALL SELECT 'emergency_card', t::text FROM emergency_card t
  UNION ALL SELECT 'account_link', t::text FROM account_link t
  UNION ALL SELECT 'person', concat(email_sealed, email_index, phone_sealed, phone_index) FROM person
  UNION ALL SELECT 'captured_message', t::text FROM captured_message t
  UNION ALL SELECT 'inbox_message', t::text FROM inbox_message t
  UNION ALL SELECT 'conversation_message', t::text FROM conversation_message t
  UNION ALL SELECT 'address_state', t::text FROM address_state t
  UNION ALL SELECT 'screening_case', t::text FROM screening_case t
  UNION ALL SELECT 'screening_hand_off', t::text FROM screening_hand_off t
  UNION ALL SELECT 'screening_decision', t::text FROM screening_decision t
  UNION ALL SELECT 'screening_clearance', t::text FROM screening_clearance t
  UNION ALL SELECT 'push_subscription', t::text FROM push_subscription t
  UNION ALL SELECT 'document_reference', t::text FROM document_reference t
  UNION ALL SELECT 'outside_release', t::text FROM outside_release t
  UNION ALL SELECT 'letter', t::text FROM letter t
  UNION ALL SELECT 'incident', t::text FROM incident t
  UNION ALL SELECT 'incident_entry', t::text FROM incident_entry t
  UNION ALL SELECT 'journal_entry', t::text FROM journal_entry t
  UNION ALL SELECT 'medication_dispense', t::text FROM medication_dispense t
  UNION ALL SELECT 'session_ride', t::text FROM session_ride t
  UNION ALL SELECT 'session_note', t::text FROM session_note t
  UNION ALL SELECT 'gate_override', t::text FROM gate_override t
  UNION ALL SELECT 'monitoring_form', t::text FROM monitoring_form t
  UNION ALL SELECT 'supply_movement', t::text FROM supply_movement t
  UNION ALL SELECT 'supply_discrepancy', t::text FROM supply_discrepancy t
  UNION ALL SELECT 'preparation_answer', t::text FROM preparation_answer t
  UNION ALL SELECT 'idempotency_key', t::text FROM idempotency_key t
  UNION ALL SELECT 'data_key', t::text FROM data_key t
  UNION ALL SELECT 'bullmq', t::text FROM bullmq.job t) texts
WHERE said ILIKE '%canary%';

-- name: a sealed value that no known key opens
SELECT place, value FROM (
  SELECT 'person.email' AS place, email_sealed AS value FROM person
  UNION ALL SELECT 'person.phone', phone_sealed FROM person
  UNION ALL SELECT 'account_link', email_sealed FROM account_link
  UNION ALL SELECT 'emergency_card', unnest(ARRAY[address_sealed, entry_note_sealed, allergies_sealed, local_number_sealed]) FROM emergency_card
  UNION ALL SELECT 'captured_message', message_sealed FROM captured_message
  UNION ALL SELECT 'inbox_message', text_sealed FROM inbox_message
  UNION ALL SELECT 'conversation_message', text_sealed FROM conversation_message
  UNION ALL SELECT 'screening_hand_off', summary_sealed FROM screening_hand_off
  UNION ALL SELECT 'screening_decision', unnest(ARRAY[content_sealed, letter_sealed]) FROM screening_decision
  UNION ALL SELECT 'screening_clearance', unnest(ARRAY[question_sealed, answer_sealed]) FROM screening_clearance
  UNION ALL SELECT 'push_subscription', subscription_sealed FROM push_subscription
  UNION ALL SELECT 'questionnaire_answer', value_sealed FROM questionnaire_answer
  UNION ALL SELECT 'assessment_signal', note_sealed FROM assessment_signal
  UNION ALL SELECT 'trial_verification', words_sealed FROM trial_verification
  UNION ALL SELECT 'licence', number_sealed FROM licence
  UNION ALL SELECT 'clinician_profile', about_sealed FROM clinician_profile
  UNION ALL SELECT 'pairing_hand_over', summary_sealed FROM pairing_hand_over
  UNION ALL SELECT 'medication_dispense', prescription_sealed FROM medication_dispense
  UNION ALL SELECT 'session_ride', ride_sealed FROM session_ride
  UNION ALL SELECT 'session_note', words_sealed FROM session_note
  UNION ALL SELECT 'gate_override', reason_sealed FROM gate_override
  UNION ALL SELECT 'monitoring_form', answers_sealed FROM monitoring_form
  UNION ALL SELECT 'supply_movement', witness_sealed FROM supply_movement
  UNION ALL SELECT 'supply_discrepancy', note_sealed FROM supply_discrepancy
  UNION ALL SELECT 'preparation_answer', content_sealed FROM preparation_answer
  UNION ALL SELECT 'consent_signature', name_sealed FROM consent_signature
  UNION ALL SELECT 'chart_entry', words_sealed FROM chart_entry
  UNION ALL SELECT 'clinical_note', text_sealed FROM clinical_note
  UNION ALL SELECT 'note_addendum', text_sealed FROM note_addendum
  UNION ALL SELECT 'note_error', reason_sealed FROM note_error
  UNION ALL SELECT 'incident_entry', words_sealed FROM incident_entry
  UNION ALL SELECT 'journal_entry', text_sealed FROM journal_entry
  UNION ALL SELECT 'psychotherapy_note', text_sealed FROM psychotherapy_note
  UNION ALL SELECT 'document_reference', unnest(ARRAY[words_sealed, content_sealed]) FROM document_reference
  UNION ALL SELECT 'outside_release', recipient_sealed FROM outside_release
  UNION ALL SELECT 'letter', text_sealed FROM letter
  UNION ALL SELECT 'totp_secret', unnest(ARRAY[secret_sealed, next_sealed]) FROM totp_secret
  UNION ALL SELECT 'idempotency_key', reply_sealed FROM idempotency_key) sealed
WHERE value IS NOT NULL AND NOT (
  value ~ '^v1\.[A-Za-z0-9-]+\.[A-Za-z0-9_-]+$' AND split_part(value, '.', 2) IN (SELECT id FROM installation_key)
  OR value ~ '^v2\.[0-9a-f-]+\.[A-Za-z0-9_-]+$' AND split_part(value, '.', 2) IN (SELECT id::text FROM data_key));

-- name: a value of one person under the key of another
SELECT place, owner, k.id FROM (
  SELECT 'person' AS place, id AS owner, unnest(ARRAY[email_sealed, phone_sealed]) AS value FROM person
  UNION ALL SELECT 'totp_secret', person_id, unnest(ARRAY[secret_sealed, next_sealed]) FROM totp_secret
  UNION ALL SELECT 'account_link', person_id, email_sealed FROM account_link
  UNION ALL SELECT 'emergency_card', patient_id, unnest(ARRAY[address_sealed, entry_note_sealed, allergies_sealed, local_number_sealed]) FROM emergency_card
  UNION ALL SELECT 'medication_dispense', patient_id, prescription_sealed FROM medication_dispense
  UNION ALL SELECT 'gate_override', patient_id, reason_sealed FROM gate_override
  UNION ALL SELECT 'session_ride', s.patient_id, r.ride_sealed FROM session_ride r JOIN dosing_session s ON s.id = r.session_id
  UNION ALL SELECT 'session_note', s.patient_id, n.words_sealed FROM session_note n JOIN dosing_session s ON s.id = n.session_id
  UNION ALL SELECT 'monitoring_form', patient_id, answers_sealed FROM monitoring_form
  UNION ALL SELECT 'journal_entry', patient_id, text_sealed FROM journal_entry
  UNION ALL SELECT 'supply_movement', d.patient_id, m.witness_sealed FROM supply_movement m JOIN medication_dispense d ON d.id = m.dispense_id
  UNION ALL SELECT 'supply_discrepancy', d.patient_id, i.note_sealed FROM supply_discrepancy i JOIN medication_dispense d ON d.id = i.dispense_id
  UNION ALL SELECT 'preparation_answer', patient_id, content_sealed FROM preparation_answer
  UNION ALL SELECT 'inbox_message', person_id, text_sealed FROM inbox_message
  UNION ALL SELECT 'conversation_message', patient_id, text_sealed FROM conversation_message
  UNION ALL SELECT 'screening_hand_off', patient_id, summary_sealed FROM screening_hand_off
  UNION ALL SELECT 'screening_decision', patient_id, unnest(ARRAY[content_sealed, letter_sealed]) FROM screening_decision
  UNION ALL SELECT 'screening_clearance', patient_id, unnest(ARRAY[question_sealed, answer_sealed]) FROM screening_clearance
  UNION ALL SELECT 'push_subscription', person_id, subscription_sealed FROM push_subscription
  UNION ALL SELECT 'questionnaire_answer', patient_id, value_sealed FROM questionnaire_answer
  UNION ALL SELECT 'assessment_signal', patient_id, note_sealed FROM assessment_signal
  UNION ALL SELECT 'trial_verification', patient_id, words_sealed FROM trial_verification
  UNION ALL SELECT 'licence', person_id, number_sealed FROM licence
  UNION ALL SELECT 'clinician_profile', person_id, about_sealed FROM clinician_profile
  UNION ALL SELECT 'pairing_hand_over', patient_id, summary_sealed FROM pairing_hand_over
  UNION ALL SELECT 'consent_signature', patient_id, name_sealed FROM consent_signature
  UNION ALL SELECT 'chart_entry', patient_id, words_sealed FROM chart_entry
  UNION ALL SELECT 'clinical_note', patient_id, text_sealed FROM clinical_note
  UNION ALL SELECT 'note_addendum', patient_id, text_sealed FROM note_addendum
  UNION ALL SELECT 'note_error', patient_id, reason_sealed FROM note_error
  UNION ALL SELECT 'incident_entry', patient_id, words_sealed FROM incident_entry
  UNION ALL SELECT 'psychotherapy_note', patient_id, text_sealed FROM psychotherapy_note
  UNION ALL SELECT 'document_reference', patient_id, unnest(ARRAY[words_sealed, content_sealed]) FROM document_reference
  UNION ALL SELECT 'outside_release', patient_id, recipient_sealed FROM outside_release
  UNION ALL SELECT 'letter', patient_id, text_sealed FROM letter
  UNION ALL SELECT 'captured_message', m.recipient_id, c.message_sealed FROM captured_message c JOIN message m ON m.id = c.message_id) sealed
JOIN data_key k ON value LIKE 'v2.%' AND k.id::text = split_part(value, '.', 2) AND k.person_id <> owner;

-- name: a data key under a key of the key file that this installation has never met
SELECT d.id, d.kek_id FROM data_key d WHERE d.kek_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM installation_key k WHERE k.id = d.kek_id);

-- name: somebody who was erased and can still be found, named, reached or signed in
SELECT t.person_id FROM tombstone t JOIN person p ON p.id = t.person_id
WHERE p.display_name <> 'Erased' OR p.email_index IS NOT NULL OR p.phone_index IS NOT NULL OR p.disabled_at IS NULL
   OR EXISTS (SELECT 1 FROM data_key k WHERE k.person_id = t.person_id AND k.shredded_at IS NULL)
   OR EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = t.person_id)
   OR EXISTS (SELECT 1 FROM totp_secret s WHERE s.person_id = t.person_id)
   OR EXISTS (SELECT 1 FROM sign_in s WHERE s.person_id = t.person_id AND coalesce(s.agent, s.network) IS NOT NULL)
   OR EXISTS (SELECT 1 FROM sign_in s WHERE s.person_id = t.person_id AND s.revoked_at IS NULL AND s.expires_at > now());

-- name: bytes of somebody who was erased, or of a paper that nobody may open
SELECT d.id FROM document_reference d LEFT JOIN tombstone t ON t.person_id = d.patient_id
WHERE d.object IS NOT NULL AND (t.person_id IS NOT NULL OR d.scan = 'infected' OR d.removed_at IS NOT NULL);

-- name: a letter that was signed or left without its patient's agreement
SELECT l.id FROM letter l JOIN outside_release r ON r.id = l.release_id
WHERE r.patient_id <> l.patient_id OR NOT l.template = ANY (r.covers) OR l.signed_at < r.starts_at OR l.signed_at > least(r.ends_at, r.revoked_at)
   OR EXISTS (SELECT 1 FROM letter_dispatch d WHERE d.letter_id = l.id AND (d.sent_at < l.signed_at OR d.sent_at > least(r.ends_at, r.revoked_at)));

-- name: a conversation whose messages do not follow each other, or in which a patient waits for an answer that was given
SELECT c.patient_id FROM conversation c LEFT JOIN LATERAL (
  SELECT count(*) AS n, max(seq) AS last, max(seq) FILTER (WHERE author_id <> c.patient_id) AS answered
  FROM conversation_message m WHERE m.patient_id = c.patient_id) said ON true
LEFT JOIN conversation_message w ON w.id = c.waiting_id
WHERE said.n <> c.last_seq OR coalesce(said.last, 0) <> c.last_seq
   OR (c.waiting_id IS NOT NULL AND (w.patient_id IS DISTINCT FROM c.patient_id OR w.author_id <> c.patient_id OR w.seq < said.answered))
   OR (c.waiting_id IS NULL AND said.last > coalesce(said.answered, 0));

-- name: a message that somebody wrote in a conversation with no tie to the patient
SELECT m.id FROM conversation_message m
WHERE m.author_id <> m.patient_id AND NOT EXISTS (
  SELECT 1 FROM care_tie t WHERE t.patient_id = m.patient_id AND t.person_id = m.author_id AND t.kind = 'assignment'
    AND t.starts_at <= m.sent_at AND (t.ends_at IS NULL OR t.ends_at > m.sent_at));

-- name: an answer to item 9 that ought to have been noticed, and no signal of it
SELECT s.response_id FROM assessment_score s
WHERE s.name = 'item-9' AND s.value >= 1 AND NOT EXISTS (SELECT 1 FROM assessment_signal g WHERE g.response_id = s.response_id AND g.rule = 'A1');

-- name: an alert of the clinic that ought to climb, and climbs no more though nobody has taken it on
SELECT a.id FROM clinic_alert a WHERE a.ladder IS NOT NULL AND a.acknowledged_at IS NULL AND a.closed_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM outbox_event e WHERE e.key LIKE 'clinic-alert:' || a.id || ':%' AND e.done_at IS NULL AND e.voided_at IS NULL AND e.parked_at IS NULL);

-- name: a screening of which the owner is not the last one to whom it came, or who does not care for the patient and is missed by nobody
SELECT c.id FROM screening_case c
LEFT JOIN LATERAL (SELECT owner_id, id FROM screening_ownership o WHERE o.case_id = c.id ORDER BY since DESC, id LIMIT 1) last ON true
WHERE last.owner_id IS DISTINCT FROM c.owner_id
   OR (c.state NOT IN ('eligible', 'not_eligible')
     AND NOT EXISTS (SELECT 1 FROM care_assignment a WHERE a.patient_id = c.patient_id AND a.person_id = c.owner_id AND a.ends_at IS NULL)
     AND NOT EXISTS (SELECT 1 FROM clinic_alert a WHERE a.kind = 'case-unowned' AND a.subject_id = last.id)
     AND NOT EXISTS (SELECT 1 FROM outbox_event e WHERE e.name = 'screening.owner-left' AND e.payload ->> 'caseId' = c.id::text AND e.done_at IS NULL));

-- name: an offer of a screening that nothing ends, or that was taken up and moved nothing
SELECT h.id FROM screening_hand_off h
WHERE (h.state = 'offered' AND NOT EXISTS (
    SELECT 1 FROM outbox_event e WHERE e.key = 'hand-off:' || h.id AND e.done_at IS NULL AND e.voided_at IS NULL AND e.parked_at IS NULL))
   OR (h.state = 'accepted') <> EXISTS (SELECT 1 FROM screening_ownership o WHERE o.hand_off_id = h.id AND o.owner_id = h.to_id);

-- name: an answer from outside that is waited for, and that nobody will miss
SELECT c.id FROM screening_clearance c WHERE c.state = 'asked'
  AND NOT EXISTS (SELECT 1 FROM outbox_event e WHERE e.key = 'clearance:' || c.id AND e.done_at IS NULL AND e.voided_at IS NULL AND e.parked_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM clinic_alert a WHERE a.kind = 'clearance-overdue' AND a.subject_id = c.id);

-- name: a screening that is decided otherwise than its last decision says
SELECT c.id FROM screening_case c LEFT JOIN screening_decision d ON d.case_id = c.id AND d.number = c.decision_number
WHERE c.state IN ('needs_clearance', 'eligible', 'not_eligible', 'deferred') AND d.outcome IS DISTINCT FROM c.state;

-- name: somebody of a team who is not paired with its patient, or is paired and is not of it
SELECT a.patient_id, a.person_id FROM care_assignment a
WHERE a.reason = 'team' AND a.ends_at IS NULL AND pairing_part_of(a.person_id) IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM pairing p WHERE p.patient_id = a.patient_id AND p.clinician_id = a.person_id AND p.state IN ('active', 'handover_pending'))
UNION ALL
SELECT p.patient_id, p.clinician_id FROM pairing p
WHERE p.state IN ('active', 'handover_pending') AND NOT EXISTS (
  SELECT 1 FROM care_assignment a WHERE a.patient_id = p.patient_id AND a.person_id = p.clinician_id AND a.ends_at IS NULL AND a.reason = 'team');

-- name: a clinician who is asked by an offer that nothing ends, or a search that says somebody is asked and nobody is
SELECT o.id FROM pairing_offer o
WHERE o.state = 'offered' AND NOT EXISTS (
  SELECT 1 FROM outbox_event e WHERE e.key = 'pairing-offer:' || o.id AND e.done_at IS NULL AND e.voided_at IS NULL AND e.parked_at IS NULL)
UNION ALL
SELECT p.id FROM pairing p
WHERE (p.state = 'offered') <> EXISTS (SELECT 1 FROM pairing_offer o WHERE o.pairing_id = p.id AND o.state = 'offered');

-- name: a patient who has lost somebody of their team, and whom nobody misses
SELECT g.id FROM pairing_gap g
WHERE g.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM clinic_alert a WHERE a.kind = 'patient-unpaired' AND a.subject_id = g.id)
  AND NOT EXISTS (SELECT 1 FROM outbox_event e WHERE e.name = 'pairing.gap-found' AND e.payload ->> 'gapId' = g.id::text AND e.done_at IS NULL);

-- name: a hand-over that nothing ends, or that ended before anybody had read it
SELECT h.id FROM pairing_hand_over h
WHERE (h.overlap_until IS NOT NULL AND h.ended_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM outbox_event e WHERE e.key = 'pairing-hand-over:' || h.id AND e.done_at IS NULL AND e.voided_at IS NULL AND e.parked_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM clinic_alert a WHERE a.kind = 'hand-over-unread' AND a.subject_id = h.id)
    AND h.read_at IS NULL)
   OR (h.overlap_until IS NOT NULL AND h.ended_at IS NOT NULL AND h.read_at IS NULL);

-- name: a gate that found the companion ready before they were
SELECT e.session_id, e.seq FROM session_entry e JOIN dosing_session s ON s.id = e.session_id
CROSS JOIN LATERAL jsonb_array_elements(e.payload -> 'findings') f
WHERE e.type = 'gate' AND f ->> 'item' = 'chaperone-present' AND f ->> 'reason' = 'present' AND f -> 'evidence' ? 'lacks'
  AND (SELECT count(DISTINCT c.step) FROM companion_step c
       WHERE c.person_id = coalesce((SELECT (d.payload ->> 'insteadOf')::uuid FROM session_entry d
           WHERE d.session_id = e.session_id AND d.type = 'companion-on-duty' AND d.seq > e.seq ORDER BY d.seq LIMIT 1), s.chaperone_id)
         AND c.step IN ('agreement', 'training') AND c.at <= e.recorded_at) < 2;

-- name: a link that was closed and still lets somebody in
SELECT l.session_id FROM chaperone_link l JOIN sign_in i ON i.session_scope = l.session_id AND i.person_id = l.person_id
WHERE l.revoked_at IS NOT NULL AND i.revoked_at IS NULL AND i.expires_at > now()
  AND EXISTS (SELECT 1 FROM clinic_alert a WHERE a.kind = 'companion-refused' AND a.subject_id = l.id);

-- name: a transaction that has been idle for more than 6 s
SELECT pid, application_name, state_change, left(query, 80) FROM pg_stat_activity
WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '6 seconds';
