import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { leftNote } from './left-note.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
const rosaOf = async (clinic: Clinic): Promise<string> =>
  (await (await Visitor.named(clinic, 'Rosa')).get('/v1/me')).body.personId;

/** An entry is there once, ends once, and the medicines were gone through once. */
export async function chartsOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [by, rosaId] = [await Visitor.named(clinic, 'Tom'), await rosaOf(clinic)];
  const [route, at] = ['/v1/patients/{patientId}/chart', `/v1/patients/${rosaId}/chart`];
  const body = { kind: 'allergy', text: 'Latex' };
  const entry = { by, path: `${at}/entries`, body, other: { body: { ...body, text: 'Penicillin' } } };
  const { entryId } = (await provesOnce(`${route}/entries`, entry)).body;
  const end = { by, path: `${at}/entries/${entryId}/end`, body: { as: 'over' }, other: { body: { as: 'entered-in-error' } } };
  await provesOnce(`${route}/entries/{entryId}/end`, end);
  const review = {
    by,
    path: `${at}/medicine-reviews`,
    body: {},
    other: { path: `/v1/patients/${randomUUID()}/chart/medicine-reviews` },
  };
  await provesOnce(`${route}/medicine-reviews`, review);
}

/** On both shelves: a note is begun, saved, signed, added to and thrown away once. */
export async function notesOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [by, rosaId] = [await Visitor.named(clinic, 'Tom'), await rosaOf(clinic)];
  for (const shelf of ['notes', 'psychotherapy-notes']) {
    const [route, at] = [`/v1/patients/{patientId}/${shelf}`, `/v1/patients/${rosaId}/${shelf}`];
    const body = { kind: 'phone', text: 'Rosa called' };
    const other = { body: { ...body, text: 'Somebody else called' } };
    const { noteId } = (await provesOnce(route, { by, path: at, body, other })).body;
    const act = (what: string, sent: object, instead: object) =>
      provesOnce(`${route}/{noteId}/${what}`, { by, path: `${at}/${noteId}/${what}`, body: sent, other: { body: instead } });
    await act('revisions', { revision: 1, text: 'Rosa called twice' }, { revision: 1, text: 'Thrice' });
    await act('signature', { revision: 2 }, { revision: 3 });
    if (shelf === 'notes') await act('addenda', { text: 'She is well.' }, { text: 'She is not well.' });
    if (shelf === 'notes') {
      const path = `${at}/${await leftNote(clinic, rosaId)}/entered-in-error`;
      const other = { body: { reason: 'About somebody else.' } };
      await provesOnce(`${route}/{noteId}/entered-in-error`, { by, path, body: { reason: 'Never finished.' }, other });
    }
    const draft = (await by.post(at, body).expect(201)).body.noteId;
    const path = `${at}/${draft}/discarding`;
    const elsewhere = { path: `${at}/${randomUUID()}/discarding` };
    await provesOnce(`${route}/{noteId}/discarding`, { by, path, body: {}, other: elsewhere });
  }
}
