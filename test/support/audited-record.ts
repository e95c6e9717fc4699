import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { leftNote } from './left-note.js';

/** Who reads a chart, who writes into it, and the patient who reads their medicines. */
export async function provesChart(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [tom, rosa, rosaId] = [await Visitor.named(clinic, 'Tom'), await Visitor.named(clinic, 'Rosa'), await audit.idOf('Rosa')];
  const at = `/v1/patients/${rosaId}/chart`;
  await audit.proves('ChartController.read', 'Tom', 'Rosa', () => tom.get(at).expect(200));
  let entryId = '';
  await audit.proves('ChartController.add', 'Tom', 'Rosa', async () => {
    ({ entryId } = (await tom.post(`${at}/entries`, { kind: 'allergy', text: 'Latex' }).expect(201)).body);
  });
  const end = () => tom.post(`${at}/entries/${entryId}/end`, { as: 'over' }).expect(201);
  await audit.proves('ChartController.end', 'Tom', 'Rosa', end);
  await audit.proves('ChartController.review', 'Tom', 'Rosa', () => tom.post(`${at}/medicine-reviews`).expect(201));
  const own = () => rosa.get(`/v1/patients/${rosaId}/medicines`).expect(200);
  await audit.proves('ChartController.medicines', 'Rosa', 'Rosa', own);
}

/** A note from its first word to what is added to it, on both shelves; and that it waits for a signature. */
export async function provesNotes(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [tom, rosaId] = [await Visitor.named(clinic, 'Tom'), await audit.idOf('Rosa')];
  const note = { kind: 'phone', text: 'Rosa called' };
  for (const [handler, path] of [
    ['NotesController', 'notes'],
    ['PsychotherapyNotesController', 'psychotherapy-notes'],
  ] as const) {
    const at = `/v1/patients/${rosaId}/${path}`;
    const proves = (act: string, work: () => PromiseLike<unknown>) => audit.proves(`${handler}.${act}`, 'Tom', 'Rosa', work);
    let noteId = '';
    await proves('begin', async () => {
      ({ noteId } = (await tom.post(at, note).expect(201)).body);
    });
    if (path === 'notes') {
      const visitor = await Visitor.named(clinic, 'Tom');
      await audit.proves('WorkController.list', 'Tom', 'Rosa', () => visitor.get('/v1/work').expect(200));
    }
    await proves('save', () => tom.post(`${at}/${noteId}/revisions`, { revision: 1, text: 'Rosa called twice' }).expect(200));
    await proves('sign', () => tom.post(`${at}/${noteId}/signature`, { revision: 2 }).expect(200));
    if (path === 'notes') await proves('add', () => tom.post(`${at}/${noteId}/addenda`, { text: 'Thrice' }).expect(201));
    if (path === 'notes') {
      const left = await leftNote(clinic, rosaId);
      await proves('markInError', () => tom.post(`${at}/${left}/entered-in-error`, { reason: 'Never finished.' }).expect(201));
    }
    await proves('list', () => tom.get(at).expect(200));
    const draft = (await tom.post(at, note).expect(201)).body;
    await proves('discard', () => tom.post(`${at}/${draft.noteId}/discarding`).expect(200));
  }
}
