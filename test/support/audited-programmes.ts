import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** Who sets programmes, enrols in them, records what is on file, names the own therapist, and ends one. */
export async function provesProgrammes(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [helen, nina, ana] = [
    await Visitor.named(clinic, 'Helen'),
    await Visitor.named(clinic, 'Nina'),
    await Visitor.named(clinic, 'Ana'),
  ];
  await provesVersions(helen, audit);
  const [anaId, juneId] = [await audit.idOf('Ana'), await audit.idOf('June')];
  const at = `/v1/patients/${anaId}/programme`;
  const proves = (handler: string, who: string, work: () => PromiseLike<unknown>, whose = 'Ana') =>
    audit.proves(`EnrolmentsController.${handler}`, who, whose, work);
  await proves('read', 'Nina', () => nina.get(at).expect(200));
  const end = { to: 'ended', ending: 'other-programme' };
  await proves('move', 'Nina', () => nina.post(`${at}/state`, end).expect(201));
  const { id } = await audit.one(
    "SELECT v.id FROM programme_version v JOIN programme p ON p.id = v.programme_id WHERE p.code = 'shared-care' AND v.state = 'published'",
  );
  await proves('enrol', 'Nina', () => nina.post(at, { programmeVersionId: id }).expect(201));
  const { releases } = (await ana.get(`/v1/patients/${anaId}/outside-releases`).expect(200)).body;
  const name = () => ana.post(`${at}/own-therapist`, { releaseId: releases[0].releaseId }).expect(201);
  await proves('nameOwnTherapist', 'Ana', name);
  const met = { kind: 'requirement', requirement: 'rems-enrolment' };
  const record = () => nina.post(`/v1/patients/${juneId}/programme/marks`, met).expect(201);
  await proves('record', 'Nina', record, 'June');
}

async function provesVersions(helen: Visitor, audit: AuditProof): Promise<void> {
  const proves = (handler: string, work: () => Promise<unknown>) =>
    audit.proves(`ProgrammesController.${handler}`, 'Helen', null, work);
  let id = '';
  await proves('draft', async () => {
    id = (await helen.post('/v1/programmes', { code: 'guided-six' }).expect(201)).body.versionId;
  });
  const at = `/v1/programme-versions/${id}`;
  const { programmes } = (await helen.get('/v1/programmes').expect(200)).body;
  const { versions } = programmes.find(({ code }: { code: string }) => code === 'guided-six');
  const content = { ...versions[0].content, sessions: 5 };
  await proves('edit', async () => helen.post(`${at}/content`, { revision: 1, content }).expect(201));
  await helen.grantStepUp();
  await proves('publish', async () => helen.post(`${at}/publication`, { revision: 2 }).expect(201));
  await helen.grantStepUp();
  await proves('retire', async () => helen.post(`${at}/retirement`).expect(201));
}
