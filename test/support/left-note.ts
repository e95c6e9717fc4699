import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** A draft about a patient of the demo clinic, by somebody who has stood in and does not look after them any more. @returns its id */
export async function leftNote(clinic: Clinic, patientId: string): Promise<string> {
  const [ada, paul] = [await Visitor.named(clinic, 'Ada'), await Visitor.named(clinic, 'Paul')];
  const { personId } = (await paul.get('/v1/me').expect(200)).body;
  const team = `/v1/patients/${patientId}/team`;
  const { assignmentId } = (await ada.post(team, { personId, why: 'cover' }).expect(201)).body;
  const draft = { kind: 'phone', text: 'They called, and I go on later' };
  const { noteId } = (await paul.post(`/v1/patients/${patientId}/notes`, draft).expect(201)).body;
  await ada.post(`${team}/${assignmentId}/end`, { why: 'correction' }).expect(200);
  return noteId;
}
