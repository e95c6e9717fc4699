import { randomUUID } from 'node:crypto';
import type { Actor, Cast, Patient } from './cast.js';
import { AGREEMENT, addPaper, agree, lettersOf, seenLetter, WORDS } from './documents.js';

type Subject = Readonly<{ operation: string; cast: Cast; actor: Actor; patient: Patient | null }>;

const draft = () => ({ releaseId: randomUUID(), template: 'clearance-request', words: WORDS });
/** What is sent to the doors of papers and letters. A letter that nobody has agreed to is refused by whoever may write one. */
export const DOCUMENT_BODIES = {
  'POST /v1/patients/{patientId}/documents': { kind: 'other', title: 'Somebody has to try this door.' },
  'PUT /v1/patients/{patientId}/documents/{documentId}/content': {},
  'POST /v1/patients/{patientId}/outside-releases': AGREEMENT,
  'POST /v1/patients/{patientId}/letters': { ...draft(), digest: 'x' },
  'POST /v1/patients/{patientId}/letters/preview': draft(),
  'POST /v1/patients/{patientId}/letters/{letterId}/dispatches': { how: 'printed' },
} as const;

/** A paper of the patient; where it must be the actor's own doing, added by them if they may. One to be opened was found infected. */
export async function documentFor({ cast, actor, patient, operation }: Subject): Promise<string> {
  if (!patient) return randomUUID();
  if (operation.startsWith('GET')) return cast.once(`paper of ${patient.personId}`, () => infectedPaper(cast, patient));
  const adds = ['assigned', 'therapist'].includes(actor.name) && patient === cast.a ? actor.personId! : patient.personId;
  return addPaper(await cast.signIn(adds), patient.personId, null);
}

async function infectedPaper(cast: Cast, { personId }: Patient): Promise<string> {
  const id = await addPaper(await cast.signIn(personId), personId, null);
  await cast.sql(
    `UPDATE document_reference SET filed_at = app_now(), media_type = 'image/png', byte_count = 1, scan = 'infected', scanned_at = app_now()
     WHERE id = $1`,
    [id],
  );
  return id;
}

export async function outsideReleaseFor(cast: Cast, patient: Patient | null): Promise<string> {
  return patient ? agree(await cast.signIn(patient.personId), patient.personId) : randomUUID();
}

/** A letter about the patient that may leave. */
export async function letterFor(cast: Cast, patient: Patient | null): Promise<string> {
  if (!patient) return randomUUID();
  const { personId: patientId } = patient;
  return cast.once(`letter about ${patientId}`, async () => {
    const signer = await cast.person('prescriber');
    await cast.assign(signer, patientId);
    const visitor = await cast.signIn(signer);
    const seen = await seenLetter(visitor, patientId, await outsideReleaseFor(cast, patient));
    await cast.stepUp(signer);
    return (await visitor.post(lettersOf(patientId), seen).expect(201)).body.letterId;
  });
}
