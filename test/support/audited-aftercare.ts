import { openCheck, PAGE, WELL } from './aftercare-acts.js';
import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** How a patient is after a session, and what they write: they say it, share it, and read it again. */
export async function provesAftercare(clinic: Clinic, audit: AuditProof): Promise<void> {
  const ana = await Visitor.named(clinic, 'Ana');
  const checkId = await openCheck(ana);
  const proves = (handler: string, work: () => PromiseLike<unknown>) => audit.proves(handler, 'Ana', 'Ana', work);
  await proves('AftercareController.answer', () => ana.post(`/v1/aftercare-checks/${checkId}/answers`, WELL).expect(201));
  const own = `/v1/patients/${await audit.idOf('Ana')}`;
  await proves('AftercareController.read', () => ana.get(`${own}/aftercare`).expect(200));
  let journalId = '';
  await proves('JournalController.write', async () => {
    ({ journalId } = (await ana.post(`${own}/journal`, PAGE).expect(201)).body);
  });
  const sharing = `/v1/journal-entries/${journalId}/sharing`;
  await proves('JournalController.share', () => ana.post(sharing, { isShared: true }).expect(200));
  await proves('JournalController.read', () => ana.get(`${own}/journal`).expect(200));
}
