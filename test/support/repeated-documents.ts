import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { AGREEMENT, documentsOf, lettersOf, seenLetter } from './documents.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';
import { pngFile } from './sample-files.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
const idOf = async (visitor: Visitor): Promise<string> => (await visitor.get('/v1/me')).body.personId;

/** A paper is announced once and removed once; its file may come as often as it likes. */
export async function addsOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const by = await Visitor.named(clinic, 'Rosa');
  const at = documentsOf(await idOf(by));
  const body = { kind: 'other', title: 'Only once' };
  const act = { by, path: at, body, other: { body: { ...body, title: 'Something else' } } };
  const { documentId } = (await provesOnce('/v1/patients/{patientId}/documents', act)).body;
  const sent = await Promise.all(Array.from({ length: 3 }, () => by.upload(`${at}/${documentId}/content`, pngFile())));
  expect(sent.map(({ status, text }) => [status, text])).toEqual(sent.map(() => [200, sent[0]!.text]));
  const another = await by.upload(`${at}/${documentId}/content`, pngFile(Buffer.from('another')));
  expect([another.status, another.body.code]).toEqual([409, 'documents.another-here']);
  const removal = { by, path: `${at}/${documentId}/removal`, body: {}, other: { path: `${at}/${randomUUID()}/removal` } };
  await provesOnce('/v1/patients/{patientId}/documents/{documentId}/removal', removal);
}

/** An agreement, a signature and a letter's leaving are each there once. */
export async function writesToOthersOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [rosa, nina] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Nina')];
  const patientId = await idOf(rosa);
  const releases = `/v1/patients/${patientId}/outside-releases`;
  const agreement = { by: rosa, path: releases, body: AGREEMENT, other: { body: { ...AGREEMENT, days: 31 } } };
  const { releaseId } = (await provesOnce('/v1/patients/{patientId}/outside-releases', agreement)).body;
  const seen = await seenLetter(nina, patientId, releaseId);
  await nina.grantStepUp();
  const letter = { by: nina, path: lettersOf(patientId), body: seen, other: { body: { ...seen, digest: 'another' } } };
  const { letterId } = (await provesOnce('/v1/patients/{patientId}/letters', letter)).body;
  const path = `${lettersOf(patientId)}/${letterId}/dispatches`;
  const dispatch = { by: nina, path, body: { how: 'printed' }, other: { body: { how: 'faxed' } } };
  const { body } = await provesOnce('/v1/patients/{patientId}/letters/{letterId}/dispatches', dispatch);
  expect(body.dispatches).toHaveLength(1);
  const revocation = {
    by: rosa,
    path: `${releases}/${releaseId}/revocation`,
    body: {},
    other: { path: `${releases}/${randomUUID()}/revocation` },
  };
  await provesOnce('/v1/patients/{patientId}/outside-releases/{releaseId}/revocation', revocation);
}
