import pg from 'pg';
import { type Clinic, makeClinic } from '../support/clinic.js';
import { seedDemo } from '../support/demo-template.js';
import { brokenInvariants, invariants } from '../support/invariants.js';
import { alert, brokenSessionLaws, entry } from '../support/session-plants.js';

/** Takes the database's own laws away, until the transaction rolls back: else most of this could not even be planted. */
const LAWLESS = `
DO $$ DECLARE it record; BEGIN
  FOR it IN SELECT conrelid::regclass AS of, conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'c', 'x', 'u') LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', it.of, it.conname);
  END LOOP;
  FOR it IN SELECT indexrelid::regclass AS index FROM pg_index JOIN pg_class c ON c.oid = indrelid
            WHERE c.relnamespace = 'public'::regnamespace AND indisunique AND NOT indisprimary LOOP
    EXECUTE format('DROP INDEX %s', it.index);
  END LOOP;
  FOR it IN SELECT oid::regclass AS of FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', it.of);
  END LOOP;
END $$;
CREATE TEMP VIEW live AS SELECT * FROM dosing_session WHERE dosed_at IS NOT NULL AND discharged_at IS NULL;
CREATE TEMP VIEW past AS SELECT * FROM dosing_session WHERE discharged_at IS NOT NULL ORDER BY id LIMIT 1;
CREATE TEMP VIEW upcoming AS SELECT * FROM dosing_session WHERE last_seq = 0 ORDER BY id LIMIT 1`;

const event = (name: string, payload = '{}', more = '') =>
  `INSERT INTO outbox_event (name, payload ${more && `, ${more.split('=')[0]}`}) SELECT '${name}', ${payload} ${more && `, ${more.split('=')[1]}`} FROM upcoming;`;
const message = (key: string, more = '') =>
  `INSERT INTO message (id, key, recipient_id, channel, template, subject_id, state) SELECT gen_random_uuid(), '${key}', patient_id, 'email', 'reminder', appointment_id, 'sent' FROM upcoming;${more}`;

const grant = () =>
  "INSERT INTO break_glass_grant (id, patient_id, person_id, reason, text_sealed, expires_at) SELECT gen_random_uuid(), patient_id, therapist_id, 'other', 'v1', app_now() + interval '1 hour' FROM live;";

const offer = (entryId: string, from: string) =>
  `INSERT INTO waiting_offer (id, entry_id, hold_id, appointment_id, visit_appointment_id, starts_at, visit_starts_at, until)
   SELECT gen_random_uuid(), ${entryId}, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
     app_now() + interval '2 hours', app_now() + interval '1 day', app_now() + interval '1 hour' FROM ${from}`;

/** One violation for each invariant. */
const plants: Record<string, string> = {
  'two appointments of one person at one time':
    'INSERT INTO appointment_party SELECT gen_random_uuid(), person_id, part, lane, during FROM appointment_party WHERE NOT isempty(during) LIMIT 1',
  'two booked appointments of one patient at one time':
    "INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by) SELECT gen_random_uuid(), kind, patient_id, starts_at, ends_at, patient_zone, booked_by FROM appointment WHERE state = 'booked' LIMIT 1",
  "an appointment that did not take place and still takes somebody's time":
    "UPDATE appointment SET state = 'cancelled_clinic' WHERE id = (SELECT appointment_id FROM upcoming)",
  'two sessions of one patient that are nearer than either of them asks for':
    "INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by, course_id, course_number, apart_days) SELECT gen_random_uuid(), kind, patient_id, starts_at + interval '1 day', ends_at + interval '1 day', patient_zone, booked_by, gen_random_uuid(), 1, 7 FROM appointment WHERE id = (SELECT appointment_id FROM upcoming)",
  'a session that stands in the calendar for another dose than its own':
    'UPDATE appointment SET course_number = 99 WHERE id = (SELECT appointment_id FROM upcoming)',
  'a group of which another number of places is counted than is taken, or more than it has':
    'INSERT INTO group_session (appointment_id, patients_per_staff, staff, taken) SELECT appointment_id, 2, 1, 1 FROM upcoming',
  'a place that is not where its group is':
    "INSERT INTO appointment (id, kind, patient_id, group_id, starts_at, ends_at, patient_zone, booked_by) SELECT gen_random_uuid(), 'group', a.patient_id, a.id, a.starts_at + interval '1 hour', a.ends_at, 'UTC', a.patient_id FROM appointment a JOIN upcoming u ON u.appointment_id = a.id",
  'two holds of one patient':
    "UPDATE appointment SET state = 'held', hold_id = id, held_until = app_now() + interval '5 minutes' WHERE state = 'booked' AND patient_id = (SELECT patient_id FROM upcoming)",
  'a hold that is long over and was not given back':
    "UPDATE appointment SET state = 'held', hold_id = id, held_until = app_now() - interval '2 minutes' WHERE id = (SELECT appointment_id FROM upcoming)",
  'an appointment of which a part is booked and another part of the same hold is not':
    "UPDATE appointment a SET hold_id = s.id, held_until = app_now(), state = (CASE kind WHEN 'dosing' THEN 'booked' ELSE 'expired' END)::appointment_state FROM upcoming s WHERE a.patient_id = s.patient_id AND a.state = 'booked'",
  'a booked appointment without a link of its own, or with one that opens for nobody any more':
    'DELETE FROM appointment_link WHERE appointment_id = (SELECT appointment_id FROM upcoming)',
  'an address of a calendar that opens for somebody who may not come in, or a second one that opens':
    "WITH made AS (INSERT INTO calendar_feed (id, person_id, secret_hash) SELECT gen_random_uuid(), patient_id, sha256('x') FROM upcoming RETURNING person_id) UPDATE person SET disabled_at = app_now() FROM made WHERE id = made.person_id",
  'another calendar that nothing looks at any more':
    "INSERT INTO external_calendar (person_id, address_sealed, host) SELECT patient_id, '', 'x.example' FROM upcoming",
  'a rule of a state whose versions have a gap':
    "INSERT INTO prescribing_rule (jurisdiction, version, needs_prescriptive_authority, needs_collaboration, needs_state_registration, dea, pdmp, source, changed_by) SELECT 'US-NY', 9, true, true, true, 'there', 'none', 'x', gen_random_uuid()",
  'a clinician who lacks cover for something that is booked, noted twice':
    "INSERT INTO cover_gap (id, appointment_id, person_id, reason, pass_id) SELECT gen_random_uuid(), appointment_id, therapist_id, 'x', gen_random_uuid() FROM upcoming, generate_series(1, 2)",
  'a licence or a basis in law that has ended, and of which it will still be said that it ends':
    'UPDATE legal_basis SET ended_at = app_now()',
  'an appointment and its session that tell different stories':
    "UPDATE appointment SET state = 'completed' WHERE id = (SELECT appointment_id FROM live)",
  'a session without its integration visit': 'DELETE FROM integration_visit WHERE session_id = (SELECT id FROM upcoming)',
  'two live sessions of one patient':
    'UPDATE dosing_session SET dosed_at = app_now(), patient_id = (SELECT patient_id FROM live) WHERE id = (SELECT id FROM upcoming)',
  'a protocol that says something else than its signed version': 'UPDATE protocol SET min_days_between = min_days_between + 1',
  'a signed dose that its proposal does not say, or that lacks a signature':
    "UPDATE dose_line SET dose_mg = dose_mg + 1 WHERE state = 'taken'",
  'a dose that waits for a signature without a proposal, or a proposal for one that does not wait':
    "UPDATE dose_line SET state = 'proposed' WHERE state = 'signed'",
  'a dose that is open though the visit before it was not held':
    'UPDATE dose_line SET unlocked_at = app_now() WHERE unlocked_at IS NULL',
  'a protocol that holds while its course is paused, or is paused by nothing':
    "UPDATE protocol SET state = 'running' WHERE state = 'paused'",
  'a dose that was released while its course was paused':
    "INSERT INTO protocol_pause (id, patient_id, protocol_id, reason, fact, fact_at, opened_at) SELECT gen_random_uuid(), patient_id, gen_random_uuid(), 'pregnancy', 'x', app_now(), released_at - interval '1 hour' FROM live",
  'a dose that stays released while its course is paused, or under an older version of its protocol than holds':
    "UPDATE dose_line SET state = 'released' WHERE state = 'signed'",
  'a paused course of which nobody is told': "DELETE FROM clinic_alert WHERE kind = 'course-paused'",
  'a dose taken in the log and not in the protocol, or the other way round':
    "UPDATE dose_line SET state = 'signed' WHERE id = (SELECT dose_line_id FROM live)",
  'a log with a gap, or a last seq that is not its own':
    'DELETE FROM session_entry WHERE session_id = (SELECT id FROM live) AND seq = 2',
  'a snapshot ahead of its log':
    "INSERT INTO session_snapshot (session_id, at_seq, state) SELECT id, last_seq + 1, '{}' FROM live ON CONFLICT (session_id) DO UPDATE SET at_seq = EXCLUDED.at_seq",
  'one client id on two entries':
    'INSERT INTO session_entry SELECT session_id, seq + 1, e.id, type, payload, happened_at, recorded_at, author_id, author_role FROM session_entry e JOIN live ON live.id = session_id AND seq = live.last_seq',
  'a log in which time runs back':
    "UPDATE session_entry SET recorded_at = recorded_at - interval '1 day' WHERE session_id = (SELECT id FROM live) AND seq = 3",
  'milestones in the log and in the columns that differ':
    'UPDATE dosing_session SET discharged_at = app_now() WHERE id = (SELECT id FROM live)',
  'something that happened after the end': entry('phase', { phase: 'recovery' }, { of: 'past' }),
  "a companion on duty of whom the log does not know, or whose place in the calendar is somebody else's":
    'UPDATE dosing_session SET chaperone_id = therapist_id WHERE id = (SELECT id FROM live)',
  'a dose that was released with one companion on duty and taken with another':
    "UPDATE session_entry SET type = 'companion-on-duty', payload = jsonb_build_object('personId', live.chaperone_id) FROM live WHERE session_id = live.id AND type = 'release'",
  'a patient with two companions of one part':
    "INSERT INTO care_assignment (id, patient_id, person_id, reason) SELECT gen_random_uuid(), live.patient_id, person.id, 'backup' FROM live, person WHERE person.role IN ('admin', 'auditor')",
  'a phase twice': entry('phase', { phase: 'onset' }),
  'a dose without gate, release, reading or chaperone before it':
    "DELETE FROM session_entry WHERE session_id = (SELECT id FROM live) AND type = 'gate'",
  'a dose without a consent that held': 'UPDATE consent SET withdrawn_at = signed_at',
  'a signature over another text than that of its clause':
    "UPDATE consent_clause SET text = text || ' and more' WHERE code = 'fees'",
  'a live session whose next safety check nobody would miss':
    "UPDATE deadline SET voided_at = app_now() WHERE session_id = (SELECT id FROM live) AND kind = 'check' AND fired_at IS NULL",
  'a deadline more than 15 s overdue that did not fire':
    "UPDATE deadline SET due_at = app_now() - interval '20 seconds' WHERE session_id = (SELECT id FROM live) AND fired_at IS NULL AND voided_at IS NULL",
  'a deadline that fired without an entry':
    'UPDATE deadline SET fired_at = app_now() WHERE session_id = (SELECT id FROM live) AND fired_at IS NULL AND voided_at IS NULL',
  'a tier of an alert without the one before it': alert('check-77', 2, 2),
  'a tier of an alert twice': alert('check-77', 1, 1) + alert('check-77', 1, 1, 1),
  'a missed check that was answered before it escalated, and escalated after':
    entry('safety-check', { number: 77 }) + alert('check-77', 1, 1, 1),
  'an alert that climbed after a person had taken it on or closed it':
    entry('acknowledgement', { alertId: 'check-77' }) + alert('check-77', 3, 2, 1),
  ...brokenSessionLaws,
  'an unheard alert whose ladder stands still': alert('check-77', 1, 1),
  'a tier of an alert that called nobody': alert('check-77', 1, 1),
  'a companion who left for good after the dose, and whom nobody misses': entry('chaperone-left'),
  'a dosed session whose end nobody waits for':
    "UPDATE dosing_session SET dosed_at = app_now() WHERE id = (SELECT id FROM live); DELETE FROM deadline WHERE ref LIKE 'undischarged-%'",
  'a dose that was taken while something wanted a clinician': `INSERT INTO session_entry SELECT id, 0, gen_random_uuid(), 'alert', '{"alertId": "help-0", "kind": "help", "level": 2, "tier": 1}', dosed_at - interval '1 hour', dosed_at - interval '1 hour', NULL, 'system' FROM live`,
  'an emergency, or more taken than was released, and no incident of it': `${alert('check-77', 4, 4)} DELETE FROM incident`,
  'an incident that nobody will miss, or one that was reviewed without a finding or changed after it':
    "INSERT INTO incident (patient_id, kind, opened_by) SELECT patient_id, 'other', therapist_id FROM upcoming; DELETE FROM outbox_event WHERE name = 'incidents.review-due'",
  'an acknowledgement by nobody, or by somebody who had no part in the session': entry(
    'acknowledgement',
    { alertId: 'check-77' },
    { author: 'gen_random_uuid()' },
  ),
  'an alert of the clinic that nobody acknowledged and that is acknowledged':
    "INSERT INTO clinic_alert (id, kind, level, subject_id, acknowledged_at) VALUES (gen_random_uuid(), 'visit-missed', 1, gen_random_uuid(), now())",
  'an open offer whose time is not kept, or one that is over and has kept its time': offer('id', 'upcoming'),
  'an open offer to somebody who waits no more': `WITH made AS (INSERT INTO waiting_entry (id, patient_id, asked_by, ended_at, ended_for)
     SELECT gen_random_uuid(), patient_id, patient_id, app_now(), 'left' FROM upcoming RETURNING id) ${offer('id', 'made')}`,
  'an answer to item 9 that ought to have been noticed, and no signal of it':
    "INSERT INTO questionnaire_response (id, patient_id, form, version) SELECT '00000000-0000-4000-8000-000000000009', patient_id, 'phq-9', '1' FROM live;" +
    "INSERT INTO assessment_score (response_id, name, value) VALUES ('00000000-0000-4000-8000-000000000009', 'item-9', 1)",
  'an alert of the clinic that ought to climb, and climbs no more though nobody has taken it on':
    "INSERT INTO clinic_alert (id, kind, level, subject_id, ladder) VALUES (gen_random_uuid(), 'safety-answer', 2, gen_random_uuid(), 'now')",
  'one message twice': message('reminder:x|a|email') + message('reminder:x|a|email'),
  'a message that is still planned though its row has ended':
    "INSERT INTO message (id, key, recipient_id, channel, template, subject_id, state, event_id) SELECT gen_random_uuid(), 'k', id, 'email', 'booked', id, 'planned', (SELECT id FROM outbox_event WHERE done_at IS NOT NULL LIMIT 1) FROM upcoming",
  'a message sent that was taken on after its appointment was cancelled':
    event(
      'scheduling.appointment-cancelled',
      "jsonb_build_object('appointmentId', appointment_id)",
      "created_at=app_now() - interval '1 minute'",
    ) + message('reminder:y|a|email'),
  'a captured message that is not marked as sent, or the other way round where nothing leaves the system':
    "UPDATE message SET state = 'claimed' WHERE id IN (SELECT message_id FROM captured_message LIMIT 1)",
  'an outbox row more than 60 s overdue that nobody works on and nobody gave up': event(
    'test.event',
    "'{}'",
    "due_at=app_now() - interval '61 seconds'",
  ),
  'two pending outbox rows of one key': event('test.event', "'{}'", "key='k'") + event('test.event', "'{}'", "key='k'"),
  'an outbox row that was given up without a word': event('test.event', "'{}'", 'parked_at=app_now()'),
  'one idempotency key for two requests':
    "INSERT INTO idempotency_key (id, person_id, route, key, request_hash, reply_sealed) SELECT gen_random_uuid(), patient_id, 'r', 'k', h, 'v1' FROM upcoming, (VALUES ('a'), ('b')) hashes (h)",
  'an idempotency key without its answer':
    "INSERT INTO idempotency_key (id, person_id, route, key, request_hash) SELECT gen_random_uuid(), patient_id, 'r', 'k', 'h' FROM upcoming",
  'an entry without its audit row of the same transaction': entry('vitals', {}, { author: 'chaperone_id' }),
  'health data that was written without an audit row of the same transaction':
    "INSERT INTO consent (id, patient_id, version) SELECT gen_random_uuid(), patient_id, 'x' FROM live",
  'an audit row that says another transaction than its own':
    "INSERT INTO audit_event (id, actor_role, action, object_type, txid) VALUES (gen_random_uuid(), 'system', 'open', 'patient', '1')",
  'an audit chain with a gap, or a head that is not its last row': 'DELETE FROM audit_seal WHERE position = 2',
  'a signed head that says another hash than its row': "UPDATE audit_head SET hash = sha256('x')",
  'a broken link of the audit chain':
    "UPDATE audit_event SET reason = 'x' WHERE id = (SELECT event_id FROM audit_seal WHERE position = 3)",
  'an audit row that nobody has sealed for a minute':
    "INSERT INTO sweeper_heartbeat (node, at) VALUES ('n', clock_timestamp()); INSERT INTO audit_event (id, actor_role, action, object_type, written_at) VALUES (gen_random_uuid(), 'system', 'open', 'patient', clock_timestamp() - interval '2 minutes')",
  'somebody who is away from the board while nobody watches their dosed sessions, and whom nothing calls back':
    "INSERT INTO sweeper_heartbeat (node, at) VALUES ('n', clock_timestamp()); DELETE FROM session_watch; INSERT INTO watch_cover (id, away_id, cover_id, minutes, accepted_at, began_at, until_at) SELECT gen_random_uuid(), therapist_id, prescriber_id, 20, app_now(), app_now(), app_now() FROM live",
  'a session opened by somebody who had no part in it':
    "INSERT INTO audit_event (id, actor_id, actor_role, action, subject_person_id, object_type, object_id) SELECT gen_random_uuid(), gen_random_uuid(), 'prescriber', 'open', patient_id, 'dosing-session', id FROM live",
  'a one-time code taken ahead of its time, or an authenticator app in use that nobody confirmed':
    'UPDATE totp_secret SET last_counter = extract(epoch FROM now()) / 30 + 10',
  'a full sign-in by password of staff who have no second factor':
    "DELETE FROM totp_secret; UPDATE sign_in SET device_id = gen_random_uuid(), revoked_at = NULL, expires_at = now() + interval '1 hour'",
  'a capability of somebody who is not in its session, or more than an hour after it':
    "UPDATE sign_in SET assurance = 'capability', session_scope = (SELECT id FROM live), revoked_at = NULL",
  'a link by e-mail that was used after it was revoked or too old':
    "INSERT INTO account_link (id, purpose, person_id, expires_at, used_at) SELECT gen_random_uuid(), 'invitation', patient_id, now() - interval '1 hour', now() FROM live",
  'an open sign-in of a person who is disabled':
    "UPDATE person SET disabled_at = now() - interval '1 hour'; UPDATE sign_in SET last_used_at = now(), revoked_at = NULL",
  'an act of an emergency that does not say so': `${grant()} INSERT INTO audit_event (id, actor_id, actor_role, action, subject_person_id, object_type) SELECT gen_random_uuid(), therapist_id, 'prescriber', 'open', patient_id, 'dosing-session' FROM live; UPDATE break_glass_grant SET opened_at = opened_at - interval '1 minute'`,
  'a record open in an emergency for more than an hour, or unreviewed for three days without a word to the medical director': `${grant()} UPDATE break_glass_grant SET opened_at = opened_at - interval '73 hours', expires_at = expires_at - interval '73 hours'`,
  'a record open twice to one person at one time': grant() + grant(),
  'an opening of a record that was reviewed by its opener': `${grant()} UPDATE break_glass_grant SET reviewed_by = person_id`,
  'access by being called that does not end':
    "UPDATE care_assignment SET reason = 'paged' WHERE person_id = (SELECT therapist_id FROM live)",
  'bytes of somebody who was erased, or of a paper that nobody may open':
    "INSERT INTO document_reference (id, patient_id, kind, words_sealed, added_by, object, removed_at) SELECT gen_random_uuid(), patient_id, 'other', 'v1', patient_id, gen_random_uuid(), app_now() FROM upcoming",
  "a letter that was signed or left without its patient's agreement":
    "INSERT INTO outside_release (id, patient_id, recipient_sealed, covers, purpose, ends_at, revoked_at) SELECT id, patient_id, 'v1', '{treatment-begins}', 'care', app_now() + interval '1 day', app_now() - interval '1 hour' FROM upcoming; INSERT INTO letter (id, patient_id, release_id, template, version, text_sealed, signed_by) SELECT gen_random_uuid(), patient_id, id, 'treatment-begins', 1, 'v1', therapist_id FROM upcoming",
  'a conversation whose messages do not follow each other, or in which a patient waits for an answer that was given':
    'UPDATE conversation SET last_seq = last_seq + 1',
  'a message that somebody wrote in a conversation with no tie to the patient':
    "UPDATE conversation_message SET author_id = (SELECT id FROM person WHERE role = 'auditor' LIMIT 1)",
  'a sign-in used after it was revoked': "UPDATE sign_in SET revoked_at = last_used_at - interval '1 second'",
  'a socket ticket used twice, too late, or for a sign-in that was over':
    "INSERT INTO socket_ticket (id, token_hash, sign_in_id, expires_at, used_at, uses) SELECT gen_random_uuid(), '', gen_random_uuid(), now(), now(), 2",
  'a sealed value that no known key opens': "UPDATE person SET phone_sealed = '+1 212 555 0101' WHERE role = 'therapist'",
  'a value of one person under the key of another':
    "UPDATE person SET phone_sealed = (SELECT email_sealed FROM person WHERE role = 'admin') WHERE role = 'patient'",
  'a data key under a key of the key file that this installation has never met': 'DELETE FROM installation_key',
  'somebody who was erased and can still be found, named, reached or signed in':
    "INSERT INTO tombstone (person_id, reason) SELECT patient_id, 'patient-request' FROM upcoming",
  'a screening of which the owner is not the last one to whom it came, or who does not care for the patient and is missed by nobody':
    'DELETE FROM screening_ownership',
  'an offer of a screening that nothing ends, or that was taken up and moved nothing':
    "UPDATE outbox_event SET done_at = app_now() WHERE key LIKE 'hand-off:%'",
  'an answer from outside that is waited for, and that nobody will miss':
    "INSERT INTO screening_clearance (id, case_id, patient_id, asked_by, due_at, question_sealed) SELECT gen_random_uuid(), id, patient_id, owner_id, app_now(), 'v1' FROM screening_case",
  'a screening that is decided otherwise than its last decision says':
    "UPDATE screening_case SET state = 'eligible', decision_number = 1",
  'somebody of a team who is not paired with its patient, or is paired and is not of it':
    "UPDATE pairing SET state = 'ended' WHERE state = 'active'",
  'a clinician who is asked by an offer that nothing ends, or a search that says somebody is asked and nobody is':
    "UPDATE pairing_offer SET state = 'withdrawn'",
  'a patient who has lost somebody of their team, and whom nobody misses':
    "INSERT INTO pairing_gap (id, patient_id, part, clinician_id, cause) SELECT gen_random_uuid(), patient_id, 'therapist', therapist_id, 'left' FROM live",
  'a hand-over that nothing ends, or that ended before anybody had read it':
    "INSERT INTO pairing_hand_over (id, patient_id, from_pairing_id, to_pairing_id, to_id, written_by, summary_sealed, overlap_days, overlap_until) SELECT gen_random_uuid(), patient_id, gen_random_uuid(), gen_random_uuid(), therapist_id, therapist_id, '', 7, app_now() FROM live",
  'a programme that goes on without what it asks for on file':
    "UPDATE programme_enrolment SET state = 'active' WHERE state = 'enrolled'",
  'a programme that is complete before its last session':
    "UPDATE programme_enrolment SET state = 'completed' WHERE state = 'active'",
  'medicine on hand that is not the sum of its ledger': 'UPDATE medication_dispense SET on_hand_units = on_hand_units + 1',
  'a count that differs and holds nothing, or medicine that is held without one':
    "UPDATE supply_discrepancy SET reviewed_at = app_now() WHERE dispense_id IN (SELECT id FROM medication_dispense WHERE state = 'discrepancy')",
  'a dose that was taken at home and of which the ledger of medicine does not know':
    'DELETE FROM supply_dose WHERE dose_line_id = (SELECT dose_line_id FROM live)',
  'stock of the clinic that is not the sum of its ledger': 'UPDATE stock_lot SET on_hand_units = on_hand_units + 1',
  "a draw of another number of units than the clinic's ledger says": 'UPDATE stock_draw SET units = units + 1',
  'a dose in the clinic without staff on site, or that was not drawn from its stock': 'UPDATE stock_draw SET ended_as = NULL',
  'a discharge from the clinic to nobody by name, or without the form that its programme asks for': 'DELETE FROM monitoring_form',
  'a gate that was signed over without the entry that says so, or after the dose':
    "INSERT INTO gate_override (id, session_id, patient_id, entry_seq, gate_seq, item, held_for, evidence, reason_sealed, signed_by) SELECT gen_random_uuid(), id, patient_id, 9, 8, 'fasting', 'ate-too-recently', '{}', 'v1', prescriber_id FROM upcoming",
  'a form that is due and of which nobody will hear': "DELETE FROM outbox_event WHERE key LIKE 'monitoring:%'",
  'a discharge after which nobody asks how the patient is':
    "DELETE FROM aftercare_check WHERE kind = 'evening' AND session_id = (SELECT session_id FROM aftercare_check ORDER BY discharged_at DESC LIMIT 1)",
  'a question after a session that nobody has answered and of which nobody will hear':
    "UPDATE aftercare_check SET closed_at = NULL, call_at = app_now() + interval '1 hour'",
  'an answer after a session that leaves its question open': 'UPDATE aftercare_check SET closed_at = NULL',
  'a gate that found the companion ready before they were': "DELETE FROM companion_step WHERE step = 'training'",
  'a link that was closed and still lets somebody in': `UPDATE chaperone_link SET revoked_at = app_now();
    INSERT INTO clinic_alert (id, kind, level, subject_id) SELECT gen_random_uuid(), 'companion-refused', 2, id FROM chaperone_link;
    INSERT INTO sign_in (id, token_hash, person_id, session_scope, expires_at)
    SELECT gen_random_uuid(), sha256(id::text::bytea), person_id, session_id, now() + interval '1 hour' FROM chaperone_link`,
  'a preparation that was signed off with something not talked through': "DELETE FROM preparation_talk WHERE item = 'fears'",
  'health data in plain text where only ids belong': event('test.event', `'{"note": "a Canary sang"}'`),
};

describe('invariants.sql', () => {
  let clinic: Clinic;
  let database: pg.Client;

  beforeAll(async () => {
    clinic = await makeClinic();
    await seedDemo(clinic.env);
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  it('finds nothing in a clinic in which all is well', async () => {
    expect(await brokenInvariants(database)).toEqual([]);
  });

  const planted = invariants.filter(({ name }) => name !== 'a transaction that has been idle for more than 6 s');
  it.each(planted.map(({ name, query }) => [name, query]))('finds %s', async (name, query) => {
    await database.query('BEGIN');
    try {
      await database.query(LAWLESS);
      await database.query(plants[name]!);
      expect((await database.query(query)).rows).not.toEqual([]);
    } finally {
      await database.query('ROLLBACK');
    }
  });

  it('finds a transaction that has been idle for more than 6 s', async () => {
    const idle = new pg.Client({ connectionString: clinic.databaseUrl });
    await idle.connect();
    await idle.query('BEGIN');
    const query = invariants.at(-1)!.query.replace('6 seconds', '0 seconds');
    expect((await database.query(query)).rows).not.toEqual([]);
    await idle.end();
  });
});
