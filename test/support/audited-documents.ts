import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { AGREEMENT, addPaper, agree, documentsOf, lettersOf, seenLetter } from './documents.js';
import { Visitor } from './http.js';
import { pngFile } from './sample-files.js';

/** Who adds a paper, who sees that it is there, who opens it, and who takes it away. */
export async function provesDocuments(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [rosa, tom, rosaId] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Tom'), await audit.idOf('Rosa')];
  const at = documentsOf(rosaId);
  let id = '';
  await audit.proves('DocumentsController.announce', 'Rosa', 'Rosa', async () => {
    id = (await rosa.post(at, { kind: 'letter', title: 'Of my doctor' }).expect(201)).body.documentId;
  });
  const file = () => rosa.upload(`${at}/${id}/content`, pngFile()).expect(200);
  await audit.proves('DocumentsController.file', 'Rosa', 'Rosa', file);
  await audit.proves('DocumentsController.list', 'Tom', 'Rosa', () => tom.get(at).expect(200));
  await audit.proves('DocumentsController.open', 'Tom', 'Rosa', () => tom.get(`${at}/${id}/content`).expect(200));
  const mistake = await addPaper(rosa, rosaId);
  const remove = () => rosa.post(`${at}/${mistake}/removal`).expect(200);
  await audit.proves('DocumentsController.remove', 'Rosa', 'Rosa', remove);
}

/** Whom outside a patient lets the clinic write to, who writes what, and that it left. */
export async function provesLetters(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [rosa, nina, rosaId] = [
    await Visitor.named(clinic, 'Rosa'),
    await Visitor.named(clinic, 'Nina'),
    await audit.idOf('Rosa'),
  ];
  const releases = `/v1/patients/${rosaId}/outside-releases`;
  const give = () => rosa.post(releases, AGREEMENT).expect(201);
  await audit.proves('OutsideReleasesController.give', 'Rosa', 'Rosa', give);
  await audit.proves('OutsideReleasesController.list', 'Nina', 'Rosa', () => nina.get(releases).expect(200));
  const releaseId = await agree(rosa, rosaId);
  let seen: object = {};
  await audit.proves('LettersController.preview', 'Nina', 'Rosa', async () => {
    seen = await seenLetter(nina, rosaId, releaseId);
  });
  await nina.grantStepUp();
  let letterId = '';
  await audit.proves('LettersController.sign', 'Nina', 'Rosa', async () => {
    letterId = (await nina.post(lettersOf(rosaId), seen).expect(201)).body.letterId;
  });
  const at = `${lettersOf(rosaId)}/${letterId}`;
  const dispatch = () => nina.post(`${at}/dispatches`, { how: 'posted' }).expect(201);
  await audit.proves('LettersController.dispatch', 'Nina', 'Rosa', dispatch);
  await audit.proves('LettersController.list', 'Nina', 'Rosa', () => nina.get(lettersOf(rosaId)).expect(200));
  await audit.proves('LettersController.read', 'Rosa', 'Rosa', () => rosa.get(at).expect(200));
  const revoke = () => rosa.post(`${releases}/${releaseId}/revocation`).expect(200);
  await audit.proves('OutsideReleasesController.revoke', 'Rosa', 'Rosa', revoke);
}
