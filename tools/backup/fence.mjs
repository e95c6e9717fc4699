// After a restore: what was due before it has happened outside, or nobody knows. docs/adr/0007 says why each is as it is.

/**
 * What becomes of a pending row that fell due before the restore, by its name.
 *
 * `park`: it tells patients or companions something that they may have been told; a person decides.
 * `park-when-over`: it calls people to a session; it goes unless that session is certainly over.
 * `run`: it changes only the record, or tells staff of what the restored record still holds open.
 */
export const AFTER_RESTORE = {
  'scheduling.appointment-booked': 'park',
  'scheduling.appointment-moved': 'park',
  'scheduling.appointment-cancelled': 'park',
  'scheduling.leaders-changed': 'park',
  'care.backup-named': 'park',
  'sessions.companion-changed': 'park',
  'sessions.companion-out': 'park-when-over',
  'scheduling.lead-changed': 'run', // to staff
  'scheduling.reminder-due': 'park',
  'integration.nudge-due': 'park',
  'notifications.message-due': 'park',
  'messaging.message-written': 'park',
  'integration.time-offered': 'park',
  'identity.account-notice': 'park',
  'identity.account-link-made': 'park', // a link that was used, or that somebody else has asked for since
  'screening.handed-over': 'park',
  'screening.decided': 'park',
  'calls.ready-said': 'park', // a patient was told to come to a call of before the restore
  'pairing.covered': 'park',
  'pairing.answered': 'park',
  'supply.lot-recalled': 'park',
  'sessions.release-taken-back': 'park', // the session of before the restore is looked at by a person
  'sessions.alert-climbed': 'park-when-over',
  'notifications.call-due': 'park-when-over',
  'scheduling.hold-over': 'run',
  'scheduling.calendar-due': 'run',
  'scheduling.hours-changed': 'run',
  'integration.waiting-due': 'run', // what is offered by it is offered anew, after the restore
  'integration.offer-over': 'run',
  'sessions.discharged': 'run',
  'protocols.signed': 'run', // sessions follow what holds when it runs, whatever was signed when
  'integration.visit-overdue': 'run',
  'integration.visit-missed': 'run',
  'integration.visit-out-of-time': 'run',
  'messaging.answer-due': 'run',
  'identity.journey-over': 'run',
  'integration.clinicians-away': 'run',
  'platform.message-parked': 'run',
  'care.glass-broken': 'run',
  'care.consent-withdrawn': 'run', // of a consent that was signed again it says nothing
  'incidents.opened': 'run', // to staff, of what the restored record still holds open
  'incidents.review-due': 'run',
  'alerts.watch-asked': 'run', // to staff
  'alerts.watch-returned': 'run',
  'sessions.overrides-listed': 'run', // to staff, of what the restored record holds
  'alerts.clinic-alert-climbed': 'run', // staff are called for what the restored record still holds open
  'monitoring.form-reminder': 'run', // to staff, of a form that the restored record still holds open
  'monitoring.form-overdue': 'run',
  'aftercare.asked': 'park', // to a patient, who may have answered since
  'aftercare.reminded': 'park',
  'aftercare.unanswered': 'run', // staff are called for a patient of whom the restored record knows no answer
  'protocols.course-due': 'run',
  'protocols.review-due': 'run',
  'protocols.course-paused': 'run', // it only takes back, in sessions that go on
  'assessments.form-left': 'run',
  'screening.hand-off-offered': 'run',
  'screening.hand-off-due': 'run',
  'screening.hand-off-returned': 'run',
  'screening.owner-left': 'run',
  'pairing.offered': 'run', // to staff
  'pairing.offer-due': 'run',
  'pairing.gap-found': 'run',
  'pairing.gap-closed': 'run',
  'pairing.licences-changed': 'run',
  'pairing.hand-over-due': 'run',
  'screening.clearance-due': 'run',
  'credentials.licence-ending': 'run', // to staff, and once for each licence and day
  'credentials.basis-ending': 'run',
  'credentials.registers-changed': 'run',
  'credentials.pdmp-due': 'run', // to staff
  'integration.cover-due': 'run',
  'integration.cover-lost': 'run',
  'calls.patient-lost': 'run', // staff are called for a call that the restored record still holds open
  'calls.unattended': 'run',
  'calls.bell-due': 'run',
  'care.glass-review-overdue': 'run',
  'documents.scan-due': 'run',
  'documents.content-unwanted': 'run', // bytes that a restored row names are left alone
};
const named = (what) => Object.keys(AFTER_RESTORE).filter((name) => AFTER_RESTORE[name] === what);

/** So long after its dose (without one: after its booked start) no session goes on any more; it is two hours at the least. */
const OVER_AFTER_HOURS = 12;

/** The instant at which the clinic goes on: now, and in a demo, whose clock stood still meanwhile, where it stopped. */
const NOW = 'SELECT coalesce((SELECT seen_at FROM clock_offset), app_now()) AS now';

const TABLE = 'CREATE TEMPORARY TABLE restored_live (id uuid, patient_id uuid, is_over boolean) ON COMMIT DROP';
const LIVE = `
  INSERT INTO restored_live
  SELECT s.id, s.patient_id, coalesce(s.dosed_at, a.starts_at) + $1::int * interval '1 hour' <= $2::timestamptz AS is_over
  FROM dosing_session s JOIN appointment a ON a.id = s.appointment_id
  WHERE s.discharged_at IS NULL AND s.aborted_at IS NULL AND (s.dosed_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM deadline d WHERE d.session_id = s.id AND d.fired_at IS NULL AND d.voided_at IS NULL))`;

const PARK = `
  UPDATE outbox_event SET parked_at = $1, claimed_until = NULL, last_error_code = 'restored'
  WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL AND due_at <= $1 AND (
    name = ANY($2) OR name = ANY($3) AND coalesce(payload ->> 'sessionId', payload ->> 'subjectId')::uuid
      IN (SELECT id FROM restored_live WHERE is_over))
  RETURNING id, name, due_at AS "dueAt", payload`;

/** Nobody is called to a session that is over; a person is asked to find out how it ended. */
const VOID = `
  UPDATE deadline SET voided_at = $1
  WHERE fired_at IS NULL AND voided_at IS NULL AND session_id IN (SELECT id FROM restored_live WHERE is_over)`;

const TELL = `
  INSERT INTO clinic_alert (id, kind, level, subject_id, patient_id, about_at, raised_at)
  SELECT gen_random_uuid(), 'restored'::clinic_alert_kind, 2, $1::uuid, NULL, $2::timestamptz, $3::timestamptz
  UNION ALL
  SELECT gen_random_uuid(), 'session-restored', 3, id, patient_id, $2, $3 FROM restored_live
  ON CONFLICT (kind, subject_id) DO UPDATE
  SET about_at = EXCLUDED.about_at, raised_at = EXCLUDED.raised_at, acknowledged_at = NULL, acknowledged_by = NULL`;

/**
 * Fences a database that was restored, in the caller's transaction: nothing old is sent again, and people learn of it.
 *
 * @param restore.id        names this restore; the clinic's alert is about it
 * @param restore.takenAt   the instant of the one clock that the data is from
 * @returns `parked`: rows that a person must decide on; `live`: sessions that were going on when the data was taken
 */
export async function fence(client, { id, takenAt }) {
  const { now } = (await client.query(NOW)).rows[0];
  await client.query(TABLE);
  await client.query(LIVE, [OVER_AFTER_HOURS, now]);
  const { rows: parked } = await client.query(PARK, [now, named('park'), named('park-when-over')]);
  await client.query(VOID, [now]);
  await client.query(TELL, [id, takenAt, now]);
  const { rows: live } = await client.query('SELECT id, is_over AS "isOver" FROM restored_live ORDER BY 1');
  return { parked, live };
}
