import { randomUUID } from 'node:crypto';
import { CALENDAR_BODIES } from './calendar-probes.js';
import type { Actor, Cast, Patient, Whose } from './cast.js';
import { AFTERCARE_BODIES, checkFor, journalFor } from './probes-aftercare.js';
import { APPOINTMENT_BODIES, bookedFor, groupFor } from './probes-appointments.js';
import { ASSESSMENT_BODIES } from './probes-assessments.js';
import { AT_HOME_BODIES, discrepancyFor, dispenseFor, doseLineFor } from './probes-at-home.js';
import { CALL_BODIES, CALL_EVENTS } from './probes-calls.js';
import { CLINIC_RULE_BODIES } from './probes-clinic-rules.js';
import { COMPANION_BODIES } from './probes-companion-duty.js';
import { CONSENT_BODIES } from './probes-consents.js';
import { COURSE_BODIES } from './probes-courses.js';
import { CREDENTIAL_BODIES, legalBasisOf, licenceOf } from './probes-credentials.js';
import { DOCUMENT_BODIES, documentFor, letterFor, outsideReleaseFor } from './probes-documents.js';
import { OVERRIDE } from './probes-gate-overrides.js';
import { formFor, IN_CLINIC_BODIES, stockLotFor } from './probes-in-clinic.js';
import { INCIDENT_BODIES, incidentOf } from './probes-incidents.js';
import { PAIRING_BODIES, pairingHandOverOf, pairingOfferOf } from './probes-pairing.js';
import { draftedProgramme, PROGRAMME_BODIES } from './probes-programmes.js';
import { draftedTemplate, PROTOCOL_BODIES, signedProposal, signedVersion } from './probes-protocols.js';
import { QUERIES } from './probes-queries.js';
import { entryFor, noteFor, RECORD_BODIES } from './probes-record.js';
import { ROOM_BODIES, watchCoverFor } from './probes-rooms.js';
import { handOffOf, SCREENING_BODIES, screenedPatient } from './probes-screening.js';
import { SERIES_BODIES } from './probes-series.js';
import { SIGN_IN_BODIES } from './probes-sign-in.js';
import { TRIAL_BODIES, verificationFor } from './probes-trials.js';

/** What a door is tried with: an id behind each name of its path, a query, a body. */
export type Tried = Readonly<{ params: Readonly<Record<string, string>>; query?: string; body?: object }>;
type Subject = Readonly<{ operation: string; cast: Cast; actor: Actor; whose: Whose; patient: Patient | null }>;

/** An id for a name in a path: of the subject's patient; when there is none, of nothing. */
const IDS: Readonly<Record<string, (subject: Subject) => Promise<string>>> = {
  patientId: screenedPatient,
  handOffId: handOffOf,
  pairingOfferId: pairingOfferOf,
  pairingHandOverId: pairingHandOverOf,
  clearanceId: async ({ cast, patient }) => (patient ? cast.clearance(patient.personId) : randomUUID()),
  sessionId: async ({ patient }) => patient?.sessionId ?? randomUUID(),
  appointmentId: async ({ cast, patient, operation }) => {
    if (!patient) return randomUUID();
    return operation.includes('/calls/') ? cast.appointment(patient.sessionId) : bookedFor(cast, patient.personId);
  },
  groupId: ({ cast, actor, whose }) => (whose === 'missing' ? Promise.resolve(randomUUID()) : groupFor(cast, actor, whose)),
  watchCoverId: ({ cast, actor, whose }) => watchCoverFor(cast, actor, whose),
  visitId: async ({ patient }) => patient?.visitId ?? randomUUID(),
  assignmentId: async ({ cast, patient }) =>
    patient ? cast.assign(await cast.person('therapist'), patient.personId) : randomUUID(),
  verificationId: ({ cast, patient }) => verificationFor(cast, patient),
  documentId: (subject) => documentFor(subject),
  noteId: (subject) => noteFor(subject),
  entryId: ({ cast, patient }) => entryFor(cast, patient),
  letterId: ({ cast, patient }) => letterFor(cast, patient),
  releaseId: async ({ cast, patient, operation }) =>
    operation.includes('outside-releases')
      ? outsideReleaseFor(cast, patient)
      : patient
        ? cast.release(await cast.person('therapist'), patient.personId, ['schedule'])
        : randomUUID(),
  // a record is its opener's, not its patient's
  grantId: async ({ operation, cast, actor, whose }) => {
    if (whose === 'missing') return randomUUID();
    const isOwn = whose === 'own' && actor.personId !== null && !operation.endsWith('/review');
    const own = isOwn ? await cast.openGlass(actor.personId!, cast.c.personId) : null;
    return own ?? (await cast.openGlass(await cast.person('prescriber'), cast.c.personId))!;
  },
  secret: ({ cast, patient }) => (patient ? cast.calendarSecret(patient.personId) : Promise.resolve(randomUUID())),
  offerId: async ({ cast, patient }) => (patient ? cast.offer(patient.personId) : randomUUID()),
  holdId: async ({ cast, patient }) => (patient ? cast.hold(patient.personId) : randomUUID()),
  changeId: async ({ cast, patient }) => (patient ? cast.lateChange(patient.personId) : randomUUID()),
  dutyId: async ({ cast, patient }) => (patient ? cast.duty() : randomUUID()),
  alertId: async ({ cast, patient }) => (patient ? cast.clinicAlert(patient.personId) : randomUUID()),
  personId: async (subject) => {
    const { cast, actor, whose, patient, operation } = subject;
    if (!/working-times|free-starts|licences|clinician-profiles/.test(operation)) return patient?.personId ?? randomUUID();
    // an admin has no hours, and sees everybody's
    if (whose === 'own' && actor.name === 'admin') return cast.person('therapist');
    return (await ownerOf(subject)) ?? randomUUID();
  },
  programmeVersionId: ({ cast, whose }) => draftedProgramme(cast, whose !== 'missing'),
  templateVersionId: ({ cast, whose }) => draftedTemplate(cast, whose !== 'missing'),
  protocolVersionId: signedVersion,
  proposalId: signedProposal,
  doseNumber: async () => '1',
  incidentId: ({ cast, patient }) => incidentOf(cast, patient),
  dispenseId: ({ cast, patient }) => dispenseFor(cast, patient),
  discrepancyId: ({ cast, patient }) => discrepancyFor(cast, patient),
  doseLineId: ({ cast, patient }) => doseLineFor(cast, patient),
  lotId: ({ cast, whose }) => stockLotFor(cast, whose !== 'missing'),
  formId: ({ cast, patient }) => formFor(cast, patient),
  checkId: ({ cast, patient }) => checkFor(cast, patient),
  journalId: ({ cast, patient }) => journalFor(cast, patient),
  licenceId: ({ cast, patient }) => licenceOf(cast, patient !== null),
  legalBasisId: ({ cast, patient }) => legalBasisOf(cast, patient?.personId ?? null),
  jurisdiction: async () => 'US-NY',
  kind: async () => 'group',
  form: async () => 'peg',
  signalId: async ({ cast, patient }) => (patient ? cast.signal(patient.personId) : randomUUID()),
  messageId: async ({ cast, patient }) => (patient ? cast.message(patient.personId) : randomUUID()),
  template: async () => 'booked',
  // devices, passkeys and invitations are theirs who have them, whichever patient they care for
  signInId: async (subject) => {
    const owner = await ownerOf(subject);
    return owner ? (await subject.cast.openSignIn(owner)).id : randomUUID();
  },
  passkeyId: async (subject) => {
    const { cast, actor } = subject;
    if (actor.personId) await cast.stepUp(actor.personId);
    const owner = await ownerOf(subject);
    return owner ? cast.passkey(owner) : randomUUID();
  },
  invitationId: async (subject) => {
    const owner = await ownerOf(subject);
    // whom everybody may invite who may invite anybody
    return owner ? subject.cast.invitation(owner, await subject.cast.person('therapist', ['is_external'])) : randomUUID();
  },
};

/** Whose it is when something is its owner's: the actor's, somebody else's, or nobody's. */
async function ownerOf({ cast, actor, whose }: Subject): Promise<string | null> {
  if (whose === 'missing') return null;
  return (whose === 'own' && actor.personId) || cast.person('prescriber');
}

/** Somebody who may be on call: one for all tries, for a list of people shows only so many. */
const onCaller = (cast: Cast): Promise<string> => cast.once('on call', () => cast.person('prescriber'));

type Body = (subject: Subject) => Promise<object> | object;
const nothing: Body = () => ({});
const at = () => new Date().toISOString();
const FAR = { startsAt: '2099-01-01T00:00:00.000Z', endsAt: '2099-01-02T00:00:00.000Z' };

/**
 * What is sent. Each is refused for a reason of its own by whoever may, or harms nothing: the same clinic is asked by everybody.
 * An operation with a body that is missing here fails the test.
 */
export const BODIES: Readonly<Record<string, Body>> = {
  ...CALL_BODIES,
  ...APPOINTMENT_BODIES,
  ...SCREENING_BODIES,
  ...PROTOCOL_BODIES,
  ...PROGRAMME_BODIES,
  ...PAIRING_BODIES,
  ...Object.fromEntries(
    Object.entries({
      ...{ ...ASSESSMENT_BODIES, ...COURSE_BODIES, ...CLINIC_RULE_BODIES, ...CREDENTIAL_BODIES },
      ...{ ...DOCUMENT_BODIES, ...TRIAL_BODIES, ...AT_HOME_BODIES, ...IN_CLINIC_BODIES },
      ...{ ...CONSENT_BODIES, ...RECORD_BODIES, ...INCIDENT_BODIES, ...COMPANION_BODIES, ...AFTERCARE_BODIES },
    }).map(([operation, body]) => [operation, (): object => body]),
  ),
  'POST /v1/clock/advance': () => ({ to: '2000-01-01T00:00:00.000Z' }),
  ...SIGN_IN_BODIES,
  'POST /v1/on-call/duties': async ({ cast }) => ({ personId: await onCaller(cast), ...FAR }),
  'POST /v1/on-call/weekly-duties': async ({ cast }) => ({
    personId: await onCaller(cast),
    ...{ isoWeekdays: [1], fromMin: 0, toMin: 60, firstDay: '2099-01-01', lastDay: '2099-01-31' },
  }),
  'POST /v1/on-call/swaps': async ({ cast }) => ({ dutyIds: [await cast.duty(), await cast.duty()] }),
  'POST /v1/on-call/duties/{dutyId}/change': async ({ cast }) => ({ personId: await onCaller(cast), ...FAR }),
  'POST /v1/on-call/duties/{dutyId}/handover': async ({ cast }) => ({ personId: await onCaller(cast) }),
  'POST /v1/on-call/duties/{dutyId}/removal': nothing,
  'POST /v1/patients/{patientId}/supply-doses/{doseLineId}': async ({ cast, patient }) => ({
    dispenseId: await dispenseFor(cast, patient),
    units: 1,
  }),
  'POST /v1/alerts/{alertId}/acknowledgement': nothing,
  'POST /v1/messages/{messageId}/remedy': () => ({ remedy: 'taken-care-of' }),
  'POST /v1/message-templates/{template}': () => ({ basedOn: 99, words: null, reason: 'The matrix tries every door.' }),
  'POST /v1/message-templates/{template}/preview': () => ({ subject: 'Hello', text: '{when}' }),
  'PUT /v1/me/contact': () => ({
    ...{ email: true, sms: true, push: true, first: null, quietFromMin: 1_260, quietToMin: 480 },
  }),
  'POST /v1/me/contact/test': () => ({ channel: 'push' }),
  'PUT /v1/me/push-subscription': () => ({
    isOn: false,
    subscription: { endpoint: 'https://push.example/x', keys: { p256dh: 'eA', auth: 'eA' } },
  }),
  'POST /v1/patients/{patientId}/conversation': () => ({ text: 'Somebody has to try this door.' }),
  'PUT /v1/patients/{patientId}/conversation/reading': () => ({ seq: 0 }),
  'POST /v1/me/zone-answers': () => ({ zone: 'Nowhere/Land', answer: 'keep' }),
  'PUT /v1/me/messages/read': () => ({ until: '2000-01-01T00:00:00.000Z' }),
  'POST /v1/webhooks/sms/status/{messageId}': () => ({ MessageStatus: 'delivered' }),
  'POST /v1/webhooks/sms/inbound': () => ({ From: '+12125550199', Body: 'STOP' }),
  'POST /v1/patients/{patientId}/team': async ({ cast }) => ({ personId: await cast.person('therapist'), why: 'cover' }),
  'POST /v1/patients/{patientId}/team/{assignmentId}/end': () => ({ why: 'correction' }),
  'POST /v1/patients/{patientId}/waiting': () => ({ firstDay: '2099-01-01', lastDay: '2099-01-02' }),
  'POST /v1/patients/{patientId}/preferred-times': () => ({ weekly: [] }),
  'POST /v1/people/{personId}/working-times': () => ({
    ...{ basedOn: -1, zone: null, weekly: [], overrides: [], timeOff: [], travels: [], pauseBeforeMin: 0, pauseAfterMin: 0 },
    ...{ noticeMin: 0, dailyCap: null, kinds: null },
  }),
  'POST /v1/appointment-types/{kind}': () => ({
    ...{
      basedOn: -1,
      lengthMin: 60,
      gridMin: 30,
      noticeMin: 0,
      pauseBeforeMin: 0,
      pauseAfterMin: 0,
      patientsBook: true,
      patientsPerStaff: 2,
    },
    parts: [{ part: 'patient', fromMin: 0, toMin: null, time: 'whole' }],
  }),
  'POST /v1/clinic-settings': () => ({
    ...{ basedOn: 0, reason: 'The matrix tries every door.', name: 'X', zone: 'UTC', phone: '+1', homeText: '' },
    ...{ sites: [], crisisNumbers: [], holidays: [], changeCutoffHours: 24, lateFeeCents: 0 },
    ...{ answerWithinHours: 24, onCallPhone: '' },
    ...{ sites: [], crisisNumbers: [], holidays: [], changeCutoffHours: 24, lateFeeCents: 0, offerHoldMin: 120 },
  }),
  'POST /v1/clinic-settings/limits': () => ({
    ...{ basedOn: 0, reason: 'The matrix tries every door.', gateLimits: {}, maxConcurrentSessions: 4, onlineWithinSec: 60 },
  }),
  'POST /v1/break-glass': ({ cast }) => ({
    patient: { code: cast.c.personId },
    reason: 'live-session',
    text: 'The matrix tries every door.',
  }),
  'POST /v1/break-glass/{grantId}/review': () => ({ outcome: 'justified' }),
  'POST /v1/patients/{patientId}/releases': () => ({ email: 'nobody@test.example', releases: ['schedule'], days: 30 }),
  'POST /v1/dosing-sessions': async (subject) => ({
    patientId: await IDS['patientId']!(subject),
    startsAt: '2099-01-01T03:07:00.000Z',
  }),
  'POST /v1/holds': async (subject) => ({ patientId: await IDS['patientId']!(subject), startsAt: '2099-01-01T03:07:00.000Z' }),
  ...CALENDAR_BODIES,
  ...SERIES_BODIES,
  'POST /v1/holds/{holdId}/end': nothing,
  'POST /v1/patients/{patientId}/waiting/end': nothing,
  'POST /v1/waiting-offers/{offerId}/acceptance': nothing,
  'POST /v1/waiting-offers/{offerId}/refusal': nothing,
  'POST /v1/dosing-sessions/{sessionId}/move': () => ({ startsAt: '2099-01-01T03:07:00.000Z', reason: 'technical' }),
  'POST /v1/dosing-sessions/{sessionId}/no-show': () => ({ who: 'patient' }),
  'POST /v1/late-changes/{changeId}/decision': () => ({ decision: 'waived', reason: 'goodwill' }),
  'POST /v1/dosing-sessions/{sessionId}/cancellation': () => ({ reason: 'technical' }),
  'POST /v1/dosing-sessions/{sessionId}/entries': () => ({
    id: randomUUID(),
    type: 'help',
    payload: { asked: 'therapist' },
    happenedAt: at(),
  }),
  'POST /v1/dosing-sessions/{sessionId}/companion/steps': () => ({ step: 'agreement', version: 1 }),
  'POST /v1/dosing-sessions/{sessionId}/gate': nothing,
  ...ROOM_BODIES,
  'POST /v1/dosing-sessions/{sessionId}/release': () => ({ gateSeq: 99_999 }),
  'POST /v1/dosing-sessions/{sessionId}/overrides': () => OVERRIDE,
  'POST /v1/integration-visits/{visitId}/move': () => ({ startsAt: '2099-01-01T03:07:00.000Z' }),
  'POST /v1/integration-visits/{visitId}/attendance': () => ({ wasAttended: true }),
};

/** What socket events carry, beside the id of the session, or of the call's appointment. */
export const EVENTS: Readonly<Record<string, () => object>> = {
  'session.join': () => ({ after: 0 }),
  'session.leave': () => ({}),
  'session.record': () => ({ entry: { id: randomUUID(), type: 'help', payload: { asked: 'therapist' }, happenedAt: at() } }),
  'session.watch': () => ({ proof: 'made up' }),
  'conversations.follow': () => ({}),
  'work.follow': () => ({}),
  ...CALL_EVENTS,
};

export function patientOf({ a, b }: Cast, actor: Actor, whose: Whose): Patient | null {
  if (whose === 'missing') return null;
  return (whose === 'own') === (actor.name === 'patient B') ? b : a;
}

/** @throws Error when nobody has said what a name in the path stands for, or what is sent */
export async function tryOut(operation: string, hasBody: boolean, about: Omit<Subject, 'operation'>): Promise<Tried> {
  const subject = { ...about, operation };
  const names = [...operation.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const params: Record<string, string> = {};
  for (const name of names) {
    const make = IDS[name];
    if (!make) throw new Error(`${operation}: what is {${name}}? Say it in test/support/probes.ts`);
    params[name] = await make(subject);
  }
  const body = BODIES[operation];
  if (hasBody && !body) throw new Error(`${operation}: what is sent? Say it in test/support/probes.ts`);
  const sent = operation.startsWith('GET ') ? {} : { body: body ? await body(subject) : {} };
  return { params, query: (await QUERIES[operation]?.(subject.cast)) ?? '', ...sent };
}
