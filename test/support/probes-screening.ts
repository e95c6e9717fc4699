import { randomUUID } from 'node:crypto';
import type { Actor, Cast, Patient, Whose } from './cast.js';

type Subject = Readonly<{ operation: string; cast: Cast; actor: Actor; whose: Whose; patient: Patient | null }>;

/** What is sent to the doors of screenings. */
export const SCREENING_BODIES: Readonly<Record<string, (subject: Subject) => Promise<object> | object>> = {
  'POST /v1/patients/{patientId}/screening': async ({ cast }) => ({ ownerId: await cast.screener() }),
  'POST /v1/patients/{patientId}/screening/steps': () => ({ step: 'begin' }),
  'POST /v1/patients/{patientId}/screening/owner': async ({ cast }) => ({ personId: await cast.screener(), why: 'correction' }),
  'POST /v1/patients/{patientId}/screening/identity': () => ({ documentKind: 'passport' }),
  'POST /v1/patients/{patientId}/screening/hand-offs': async ({ cast }) => ({
    ...{ toId: await cast.screener(), isWarm: false, untilMin: 60 },
    ...{ situation: 'The matrix tries every door.', openQuestions: '' },
  }),
  'POST /v1/patients/{patientId}/screening/decisions': () => ({
    ...{ outcome: 'deferred', basedOn: 0, reasons: ['own-wish'], alternatives: [], revisitOn: '2099-01-01' },
    ...{ note: 'The matrix tries every door.', words: '' },
  }),
  'POST /v1/patients/{patientId}/screening/clearances': () => ({
    ...{ specialty: 'other', askedOf: 'Nobody', question: 'The matrix tries every door.', dueInDays: 1 },
  }),
  'POST /v1/hand-offs/{handOffId}/acceptance': () => ({}),
  'POST /v1/hand-offs/{handOffId}/refusal': () => ({ reason: 'no-time' }),
  'POST /v1/hand-offs/{handOffId}/withdrawal': () => ({}),
  'POST /v1/clearances/{clearanceId}/answer': () => ({ answer: 'unclear', words: 'The matrix tries every door.' }),
  'POST /v1/clearances/{clearanceId}/reading': () => ({}),
  'POST /v1/clearances/{clearanceId}/withdrawal': () => ({}),
};

/** Behind the doors of an open screening there is one; opening one finds what is there. */
export async function screenedPatient({ operation, cast, patient }: Subject): Promise<string> {
  if (!patient) return randomUUID();
  if (operation.includes('/screening/') || operation === 'GET /v1/patients/{patientId}/screening')
    await cast.screening(patient.personId);
  return patient.personId;
}

/** An offer to whoever asks, or of theirs to take back; one that is not theirs is between others. */
export async function handOffOf({ operation, cast, actor, whose, patient }: Subject): Promise<string> {
  if (!patient) return randomUUID();
  const isTheirs = whose === 'own' && (actor.name === 'assigned' || actor.name === 'therapist');
  const [screener, other] = [await cast.screener(), await cast.once('offered to', () => cast.person('prescriber'))];
  const own = isTheirs ? actor.personId! : null;
  if (operation.endsWith('/withdrawal')) return cast.handOff(patient.personId, own ?? screener, other);
  return cast.handOff(patient.personId, screener, own && actor.name === 'assigned' ? own : other);
}

/** Both patients have begun to answer, and nobody has opened their screening yet. */
export async function bothHaveAnswered(cast: Cast): Promise<string> {
  for (const { personId } of [cast.a, cast.b]) await cast.answered(personId);
  return '';
}
