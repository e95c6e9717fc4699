import type { AuditProof } from './audited.js';
import { provesEndings } from './audited-endings.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { reviewDay, TEMPLATE, VERSION } from './protocol-acts.js';

const REASON = 'As we spoke of it.';

/** Who sets templates, drafts a protocol, proposes, signs and asks. */
export async function provesProtocols(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [helen, nina] = [await Visitor.named(clinic, 'Helen'), await Visitor.named(clinic, 'Nina')];
  const templateVersionId = await provesTemplates(helen, audit);
  const ida = await Visitor.named(clinic, 'Ida');
  await ida.post(`/v1/patients/${await audit.idOf('Ida')}/location`, { jurisdiction: 'US-NY' }).expect(201);
  await provesDrafts(nina, audit, templateVersionId);
  await provesDoses(nina, audit);
  const [tom, at] = [await Visitor.named(clinic, 'Tom'), `/v1/patients/${await audit.idOf('Ida')}`];
  await audit.proves('ProtocolsController.read', 'Tom', 'Ida', () => tom.get(`${at}/protocol`).expect(200));
  const ask = () => tom.post(`${at}/protocol/requests`, { wish: 'lower', reason: REASON }).expect(201);
  await audit.proves('DosesController.ask', 'Tom', 'Ida', ask);
  await audit.proves('ProtocolsController.own', 'Ida', 'Ida', () => ida.get(`${at}/own-plan`).expect(200));
  await provesEndings(nina, audit);
  const retire = async () => {
    await helen.grantStepUp();
    await helen.post(`/v1/protocol-template-versions/${templateVersionId}/retirement`).expect(201);
  };
  await audit.proves('TemplatesController.retire', 'Helen', null, retire);
}

/** @returns the id of what is published */
async function provesTemplates(helen: Visitor, audit: AuditProof): Promise<string> {
  let id = '';
  const proves = (handler: string, work: () => Promise<unknown>) =>
    audit.proves(`TemplatesController.${handler}`, 'Helen', null, work);
  await proves('draft', async () => {
    id = (await helen.post('/v1/protocol-templates', { code: 'group' }).expect(201)).body.versionId;
  });
  const at = `/v1/protocol-template-versions/${id}`;
  await proves('edit', async () => helen.post(`${at}/content`, { revision: 1, content: TEMPLATE }).expect(201));
  await helen.grantStepUp();
  await proves('publish', async () => helen.post(`${at}/publication`, { revision: 2 }).expect(201));
  await helen.grantStepUp();
  const allow = { basedOn: 0, subcutaneousAtHome: false, reason: 'Nobody injects at home here.' };
  await proves('allow', async () => helen.post('/v1/protocol-permissions', allow).expect(201));
  return id;
}

async function provesDrafts(nina: Visitor, audit: AuditProof, templateVersionId: string): Promise<void> {
  const at = `/v1/patients/${await audit.idOf('Ida')}/protocol`;
  const content = { ...VERSION, endPointReviewOn: reviewDay() };
  const proves = (handler: string, work: () => Promise<unknown>) =>
    audit.proves(`ProtocolsController.${handler}`, 'Nina', 'Ida', work);
  let id = '';
  const draft = async () => {
    id = (await nina.post(at, { templateVersionId, isNewCourse: false, content }).expect(201)).body.versionId;
  };
  await draft();
  await proves('drop', async () => nina.post(`/v1/protocol-versions/${id}/withdrawal`).expect(201));
  await proves('draft', draft);
  const edited = { revision: 1, content: { ...content, sessions: 3 } };
  await proves('edit', async () => nina.post(`/v1/protocol-versions/${id}/content`, edited).expect(201));
  await nina.grantStepUp();
  await proves('sign', async () => nina.post(`/v1/protocol-versions/${id}/signature`, { revision: 2 }).expect(201));
}

async function provesDoses(nina: Visitor, audit: AuditProof): Promise<void> {
  const at = `/v1/patients/${await audit.idOf('Ida')}/protocol`;
  const proves = (handler: string, work: () => Promise<unknown>) =>
    audit.proves(`DosesController.${handler}`, 'Nina', 'Ida', work);
  await nina.grantStepUp();
  await proves('review', async () =>
    nina.post(`${at}/reviews`, { reason: 'Nothing went wrong before.', readAt: new Date().toISOString() }).expect(201),
  );
  let id = '';
  const propose = async () => {
    id = (await nina.post(`${at}/doses/1/proposals`, { doseMg: 100, reason: REASON }).expect(201)).body.proposalId;
  };
  await proves('propose', propose);
  await proves('withdraw', async () => nina.post(`/v1/dose-proposals/${id}/withdrawal`).expect(201));
  await propose();
  const look = { states: ['US-NY'], showsAnotherPrescriber: false };
  await nina.post(`/v1/patients/${await audit.idOf('Ida')}/pdmp`, look).expect(201);
  await nina.grantStepUp();
  await proves('sign', async () => nina.post(`/v1/dose-proposals/${id}/signature`).expect(201));
}
