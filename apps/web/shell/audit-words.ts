import type { AnomalyEvidence, AnomalyKind, Purpose } from '#contracts';

/** Acts in plain words, as what somebody did: "Nina Okafor opened the session". */
const ACTS: Readonly<Record<string, string>> = {
  open: 'opened a session with its log and emergency card',
  'catch-up': 'read on in a session',
  'read-entry': 'read an entry of a session',
  leave: 'closed a session',
  watch: 'watched a live session',
  'open-link': 'came in by a companion’s link',
  'read-board': 'saw the board of live sessions',
  'list-sessions': 'saw a list of sessions',
  'list-visits': 'saw a list of integration visits',
  'list-alerts': 'saw a list of alerts',
  'list-free-times': 'looked for free times',
  book: 'booked a session',
  'record-abort': 'cancelled a session',
  'record-arrival': 'recorded an arrival',
  'record-vitals': 'recorded blood pressure and pulse',
  'record-gate': 'judged the gate before the dose',
  'record-release': 'released a dose',
  'record-dose-taken': 'recorded that the medicine was taken',
  'record-safety-check': 'answered a safety check',
  'record-help': 'asked for help',
  'record-alert': 'raised an alarm',
  'record-alert-closed': 'closed an alarm',
  'record-acknowledgement': 'answered an alarm',
  'record-discharge': 'ended a session',
  'record-attendance': 'recorded whether a visit took place',
  acknowledge: 'took an alert on',
  assign: 'was given access, or gave it',
  enrol: 'brought somebody into care',
  sign: 'signed a protocol',
  'end-assignment': 'ended somebody’s access',
  'list-care-teams': 'saw who cares for whom',
  'release-information': 'released information',
  'revoke-release': 'took a release back',
  'list-releases': 'saw what is released',
  'break-glass': 'opened a record in an emergency',
  'read-break-glass': 'came back to a record opened in an emergency',
  'break-glass-missed': 'looked for a record in an emergency, and found none',
  'list-open-records': 'saw which records are open in an emergency',
  'list-break-glass': 'saw which records were opened in an emergency',
  'review-break-glass': 'judged why a record was opened in an emergency',
  'list-emergency-access': 'looked who opened the record in an emergency',
  'end-break-glass': 'closed a record that was opened in an emergency',
  'view-audit': 'looked at the audit',
  'find-people': 'looked for people in the audit',
  'view-touched-patients': 'looked whose records somebody has reached',
  'view-anomalies': 'looked at reads to ask about',
  'see-record-views': 'looked who saw the record',
  'sign-in': 'signed in',
  'sign-out': 'signed out',
};

export const actWords = (action: string): string => ACTS[action] ?? action.replace(/^record-/, 'recorded ').replaceAll('-', ' ');
export const KNOWN_ACTS: readonly string[] = Object.keys(ACTS);

export const PURPOSES: Readonly<Record<Purpose, string>> = {
  own: 'own record',
  care: 'care',
  companion: 'companion in a session',
  operations: 'running the clinic',
  oversight: 'oversight',
  'break-glass': 'emergency',
  'shared-care': 'shared care',
  system: 'the program',
  unstated: 'not stated',
};

export const ROLES: Readonly<Record<string, string>> = {
  patient: 'patient',
  chaperone: 'companion',
  therapist: 'therapist',
  prescriber: 'prescriber',
  physician: 'physician',
  admin: 'clinic administration',
  auditor: 'auditor',
  self: 'own sign-in',
  system: 'the program',
};

export const KINDS: Readonly<Record<AnomalyKind, string>> = {
  self: 'Perhaps their own record',
  household: 'Perhaps somebody of their household',
  colleague: 'Perhaps a colleague',
  'no-appointment': 'No reason that is known here',
};

export const EVIDENCE: Readonly<Record<AnomalyEvidence, string>> = {
  'same-person': 'the same person',
  'same-name': 'the same name',
  'same-phone': 'the same telephone number',
  'same-surname': 'the same surname',
  'works-here': 'works here',
  'no-assignment': 'not assigned',
  'no-duty': 'not on call',
  'no-appointment': 'no appointment within two weeks',
};
