import { randomUUID } from 'node:crypto';
import type { Actor, Cast, Patient } from './cast.js';

type Subject = Readonly<{ operation: string; cast: Cast; actor: Actor; patient: Patient | null }>;
const CHART = '/v1/patients/{patientId}/chart';
const NOTE = { kind: 'phone', text: 'Somebody has to try this door.' };

const noteBodies = (at: string) => ({
  [`POST ${at}`]: NOTE,
  [`POST ${at}/{noteId}/revisions`]: { revision: 1, text: 'Another text' },
  [`POST ${at}/{noteId}/signature`]: { revision: 1 },
  [`POST ${at}/{noteId}/discarding`]: {},
});

/** What is sent to the doors of chart and notes. */
export const RECORD_BODIES: Readonly<Record<string, object>> = {
  [`POST ${CHART}/entries`]: { kind: 'problem', text: 'Somebody has to try this door.' },
  [`POST ${CHART}/entries/{entryId}/end`]: { as: 'over' },
  [`POST ${CHART}/medicine-reviews`]: {},
  ...noteBodies('/v1/patients/{patientId}/notes'),
  ...noteBodies('/v1/patients/{patientId}/psychotherapy-notes'),
  'POST /v1/patients/{patientId}/notes/{noteId}/addenda': { text: 'Somebody has to try this door.' },
  'POST /v1/patients/{patientId}/notes/{noteId}/entered-in-error': { reason: 'Somebody has to try this door.' },
};

/** A draft of the actor's own if they may write one, else of a colleague; for what is added, a signed one. */
export async function noteFor({ cast, actor, patient, operation }: Subject): Promise<string> {
  if (!patient) return randomUUID();
  if (operation.endsWith('/entered-in-error')) return leftNoteOf(cast, patient);
  const isApart = operation.includes('psychotherapy');
  const writes = patient === cast.a && (isApart ? ['therapist'] : ['therapist', 'assigned']).includes(actor.name);
  const authorId = writes ? actor.personId! : await colleagueOf(cast, patient);
  const author = await cast.signIn(authorId);
  const at = `/v1/patients/${patient.personId}/${isApart ? 'psychotherapy-notes' : 'notes'}`;
  const { noteId, revision } = (await author.post(at, NOTE).expect(201)).body;
  if (operation.endsWith('/addenda')) await author.post(`${at}/${noteId}/signature`, { revision }).expect(200);
  return noteId;
}

export async function entryFor(cast: Cast, patient: Patient | null): Promise<string> {
  if (!patient) return randomUUID();
  const author = await cast.signIn(await colleagueOf(cast, patient));
  const entry = { kind: 'allergy', text: 'Latex' };
  return (await author.post(`/v1/patients/${patient.personId}/chart/entries`, entry).expect(201)).body.entryId;
}

const colleagueOf = (cast: Cast, { personId }: Patient): Promise<string> =>
  cast.once(`who writes about ${personId}`, async () => {
    const id = await cast.person('therapist');
    await cast.assign(id, personId);
    return id;
  });

/** A draft of somebody who has looked after the patient, and does no more. */
async function leftNoteOf(cast: Cast, { personId }: Patient): Promise<string> {
  const id = await cast.person('therapist');
  const assignmentId = await cast.assign(id, personId);
  const { noteId } = (await (await cast.signIn(id)).post(`/v1/patients/${personId}/notes`, NOTE).expect(201)).body;
  await cast.sql('UPDATE care_assignment SET ends_at = app_now() WHERE id = $1', [assignmentId]);
  return noteId;
}
