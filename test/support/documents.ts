import type { Visitor } from './http.js';
import { pngFile } from './sample-files.js';

export const RECIPIENT = { name: 'Dr. Ines Weber', organisation: 'Heart Center', address: '1 Main St', email: '', fax: '' };
export const AGREEMENT = { recipient: RECIPIENT, covers: ['clearance-request'], purpose: 'clearance', days: 30 };
export const WORDS = { planned: 'sessions at home', question: 'Is there a reason of the heart against it?' };
export const documentsOf = (patientId: string): string => `/v1/patients/${patientId}/documents`;
export const lettersOf = (patientId: string): string => `/v1/patients/${patientId}/letters`;

/** Somebody adds a paper. @returns its id */
export async function addPaper(by: Visitor, patientId: string, file: Buffer | null = pngFile()): Promise<string> {
  const { body } = await by.post(documentsOf(patientId), { kind: 'letter', title: 'A letter of mine' }).expect(201);
  if (file) await by.upload(`${documentsOf(patientId)}/${body.documentId}/content`, file).expect(200);
  return body.documentId;
}

/** A patient agrees to a letter. @returns the id of the release */
export async function agree(patient: Visitor, patientId: string): Promise<string> {
  return (await patient.post(`/v1/patients/${patientId}/outside-releases`, AGREEMENT).expect(201)).body.releaseId;
}

/** What is sent to sign a letter, as its signer has seen it. */
export async function seenLetter(by: Visitor, patientId: string, releaseId: string): Promise<object & { digest: string }> {
  const draft = { releaseId, template: 'clearance-request', words: WORDS };
  const { body } = await by.post(`${lettersOf(patientId)}/preview`, draft).expect(200);
  return { ...draft, digest: body.digest };
}
