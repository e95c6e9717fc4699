import { randomUUID } from 'node:crypto';
import type { Actor, Cast, Patient, Whose } from './cast.js';

const DAY_MS = 86_400_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
/** Tries leave what they have booked: each is at an hour of its own. */
let hour = 0;

/** A preparation of a patient, far ahead and with nobody else. @returns its id */
export async function bookedFor(cast: Cast, patientId: string): Promise<string> {
  const id = randomUUID();
  hour += 1;
  await cast['database'].query(
    `WITH made AS (
       INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
       SELECT $1, 'preparation', $2, at, at + interval '30 minutes', 'UTC', $2 FROM (SELECT app_now() + interval '40 days' + $3::int * interval '1 hour' AS at) t
       RETURNING id, starts_at, ends_at)
     INSERT INTO appointment_party (appointment_id, person_id, part, lane, during) SELECT id, $2, 'patient', 0, tstzrange(starts_at, ends_at) FROM made`,
    [id, patientId, hour],
  );
  return id;
}

const CLINICIANS: ReadonlySet<string> = new Set([
  'assigned',
  'unassigned',
  'former',
  'therapist',
  'privacy officer',
  'medical director',
]);

/** A group far ahead: of a clinician who asks for what is theirs, led by them; else by somebody else. @returns its id */
export async function groupFor(cast: Cast, actor: Actor, whose: Whose): Promise<string> {
  const isTheirs = whose === 'own' && actor.personId !== null && CLINICIANS.has(actor.name);
  const leader = isTheirs ? actor.personId : await cast.once('leader', () => cast.person('therapist'));
  const id = randomUUID();
  hour += 2;
  await cast['database'].query(
    `WITH made AS (
       INSERT INTO appointment (id, kind, starts_at, ends_at, patient_zone, booked_by)
       SELECT $1, 'group', at, at + interval '90 minutes', 'UTC', $2 FROM (SELECT app_now() + interval '60 days' + $3::int * interval '1 hour' AS at) t
       RETURNING id, starts_at, ends_at),
     room AS (INSERT INTO group_session (appointment_id, patients_per_staff, staff) SELECT id, 2, 1 FROM made)
     INSERT INTO appointment_party (appointment_id, person_id, part, lane, during) SELECT id, $2, 'therapist', 0, tstzrange(starts_at, ends_at) FROM made`,
    [id, leader, hour],
  );
  return id;
}

const ofBoth = async (cast: Cast): Promise<string> => {
  for (const { personId } of [cast.a, cast.b]) await cast.once(`booked for ${personId}`, () => bookedFor(cast, personId));
  return '';
};

export const APPOINTMENT_BODIES: Readonly<
  Record<string, (asked: { cast: Cast; patient: Patient | null }) => Promise<object> | object>
> = {
  'POST /v1/appointments': ({ patient }) => ({
    ...{ patientId: patient?.personId ?? randomUUID(), kind: 'preparation', startsAt: '2000-01-01T00:00:00.000Z' },
  }),
  'POST /v1/group-sessions': async ({ cast }) => ({
    staffIds: [await cast.once('leader', () => cast.person('therapist'))],
    startsAt: '2000-01-01T00:00:00.000Z',
  }),
  'POST /v1/group-sessions/{groupId}/places': ({ patient }) => ({ patientId: patient?.personId ?? randomUUID() }),
  'POST /v1/group-sessions/{groupId}/leaders': async ({ cast }) => ({
    staffIds: [await cast.once('leader', () => cast.person('therapist'))],
  }),
  'POST /v1/group-sessions/{groupId}/move': () => ({ startsAt: '2000-01-01T00:00:00.000Z' }),
  'POST /v1/appointments/{appointmentId}/move': () => ({ startsAt: '2000-01-01T00:00:00.000Z', reason: 'illness' }),
  'POST /v1/appointments/{appointmentId}/cancellation': () => ({ reason: 'illness' }),
  'POST /v1/appointments/{appointmentId}/outcome': () => ({ outcome: 'completed' }),
};

export const APPOINTMENT_QUERIES: Readonly<Record<string, (cast: Cast) => Promise<string> | string>> = {
  'GET /v1/patients/{patientId}/appointment-times': () => `?kind=preparation&from=${dayFromNow(1).slice(0, 10)}&days=2`,
  'GET /v1/appointments': ofBoth,
  'GET /v1/group-session-times': async (cast) =>
    `?staff=${await cast.once('leader', () => cast.person('therapist'))}&from=${dayFromNow(1).slice(0, 10)}&days=2`,
  'GET /v1/group-sessions/{groupId}/move-answers': () => `?from=${dayFromNow(5)}&to=${dayFromNow(6)}`,
  'GET /v1/appointments/{appointmentId}/free-times': () => `?from=${dayFromNow(1).slice(0, 10)}&days=2`,
  'GET /v1/integration-visits/{visitId}/move-answers': () => `?from=${dayFromNow(1)}&to=${dayFromNow(2)}`,
  'GET /v1/appointments/{appointmentId}/move-answers': () => `?from=${dayFromNow(5)}&to=${dayFromNow(6)}`,
};
