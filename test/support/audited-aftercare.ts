import { openCheck, PAGE, WELL } from './aftercare-acts.js';
import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** How a patient is after a session, and what they write: they say it, and their team reads it. */
export async function provesAftercare(clinic: Clinic, audit: AuditProof): Promise<void> {
  const ana = await Visitor.named(clinic, 'Ana');
  const checkId = await openCheck(ana);
  await audit.proves('AftercareController.answer', 'Ana', 'Ana', () =>
    ana.post(`/v1/aftercare-checks/${checkId}/answers`, WELL).expect(201),
  );
  const tom = await Visitor.named(clinic, 'Tom');
  const id = await audit.idOf('Ana');
  await audit.proves('AftercareController.read', 'Tom', 'Ana', () => tom.get(`/v1/patients/${id}/aftercare`).expect(200));
  const journal = `/v1/patients/${id}/journal`;
  let journalId = '';
  await audit.proves('JournalController.write', 'Ana', 'Ana', async () => {
    ({ journalId } = (await ana.post(journal, PAGE).expect(201)).body);
  });
  const shared = async () => (await tom.get(journal).expect(200)).body.entries.map((entry: { text: string }) => entry.text);
  expect(await shared()).not.toContain(PAGE.text);
  const sharing = `/v1/journal-entries/${journalId}/sharing`;
  await audit.proves('JournalController.share', 'Ana', 'Ana', () => ana.post(sharing, { isShared: true }).expect(200));
  await audit.proves('JournalController.read', 'Tom', 'Ana', async () => expect(await shared()).toContain(PAGE.text));
}
