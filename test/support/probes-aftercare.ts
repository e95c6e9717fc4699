import { randomUUID } from 'node:crypto';
import type { Cast, Patient } from './cast.js';

export const AFTERCARE_BODIES = {
  'POST /v1/aftercare-checks/{checkId}/answers': { feeling: 'well', mood: 5, isSomebodyThere: true },
  'POST /v1/patients/{patientId}/journal': { text: 'Somebody tries this door.', prompt: null },
  'POST /v1/journal-entries/{journalId}/sharing': { isShared: true },
} as const;

/** A question of this evening to the patient; anew for each try, because it is closed by an answer. */
export async function checkFor(cast: Cast, patient: Patient | null): Promise<string> {
  const id = randomUUID();
  if (!patient) return id;
  await cast.sql(
    `INSERT INTO aftercare_check (id, session_id, patient_id, kind, discharged_at, ask_at, remind_at, call_at)
     SELECT $1, gen_random_uuid(), $2, 'evening', now - interval '2 hours', now, now + interval '1 hour', now + interval '2 hours'
     FROM (SELECT app_now() AS now) clock`,
    [id, patient.personId],
  );
  return id;
}

/** A page of the patient's journal, as they write it. */
export async function journalFor(cast: Cast, patient: Patient | null): Promise<string> {
  if (!patient) return randomUUID();
  const writer = await cast.signIn(patient.personId);
  const page = { text: 'Somebody tries this door.', prompt: null };
  return (await writer.post(`/v1/patients/${patient.personId}/journal`, page).expect(201)).body.journalId;
}
