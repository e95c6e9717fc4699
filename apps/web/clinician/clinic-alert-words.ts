import type { ClinicAlert } from '#contracts';

/** What each alert of the clinic says. */
export const CLINIC_ALERTS: Readonly<Record<ClinicAlert['kind'], string>> = {
  'nobody-on-call': 'Nobody is on call',
  'message-unanswered': 'A patient’s message waits for an answer',
  'message-parked': 'A task could not be done and is parked',
  'message-failed': 'A message could not be delivered',
  'visit-missed': 'An integration visit was missed',
  'visit-out-of-time': 'An integration visit lies outside its window',
  restored: 'Restored from a backup: what was recorded after it is missing here',
  'break-glass': 'A record was opened in an emergency',
  'break-glass-overdue': 'Nobody has reviewed a record that was opened in an emergency',
  'clinician-away': 'Somebody is away who is booked: look at what has to be moved',
  'safety-answer': 'Answers of a patient say that they may be in danger: open Assessments',
  'assessment-review': 'Answers of a patient are waiting for a look: open Assessments',
  'case-unowned': 'Nobody looks after a screening any more: give it to somebody',
  'clearance-overdue': 'An answer from outside has not come: open Screenings',
  'video-lost': 'A patient dropped out of a video call and has not come back: call them',
  'call-unattended': 'A patient waits in a video call, and nobody of the clinic is there',
  'cover-lost': 'Somebody may not do their part in what is booked: look at what is at risk',
  'course-paused': 'A course is paused until a prescriber has looked: open Reviews',
  'course-review-overdue': 'Nobody has looked at a paused course in time: open Reviews',
  'patient-unpaired': 'A patient has lost somebody of their team: open Cover',
  'hand-over-unread': 'A patient was handed over, and nobody has read what was written: open Cover',
  'supply-discrepancy': 'A count of medicine differs: open Supply, and ask the patient what was taken',
  'supply-recalled': 'A patient has medicine of a recalled lot: open Supply',
  'session-restored': 'A session was live in the backup: find out how the patient is, and how it ended',
};
