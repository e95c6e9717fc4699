import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { reviewDay, TEMPLATE, VERSION } from './protocol-acts.js';
import type { Act } from './repeated-bookings.js';
import { endsProtocolOnce } from './repeated-endings.js';

type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;
type ProvesOnce = (route: string, act: Act) => Promise<Response>;
/** The id of nothing. */
const ELSE = '00000000-0000-4000-8000-000000000000';
const REASON = 'As we spoke of it.';

/** A template, a protocol and its doses: each act once, however often it is sent. */
export async function prescribesOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const [helen, nina, ida] = [
    await Visitor.named(clinic, 'Helen'),
    await Visitor.named(clinic, 'Nina'),
    await Visitor.named(clinic, 'Ida'),
  ];
  const templateVersionId = await publishesOnce(helen, provesOnce);
  const { personId } = (await ida.get('/v1/me')).body;
  const { n } = await one('SELECT count(*)::text AS n FROM patient_location WHERE patient_id = $1', personId);
  if (n === '0') await ida.post(`/v1/patients/${personId}/location`, { jurisdiction: 'US-NY' }).expect(201);
  await nina.post(`/v1/patients/${personId}/pdmp`, { states: ['US-NY'], showsAnotherPrescriber: false }).expect(201);
  await signsOnce(nina, provesOnce, { personId, templateVersionId });
  await dosesOnce(nina, provesOnce, `/v1/patients/${personId}/protocol`);
  await endsProtocolOnce(nina, provesOnce, `/v1/patients/${personId}/protocol`);
  await helen.grantStepUp();
  const retire = { by: helen, path: `/v1/protocol-template-versions/${templateVersionId}/retirement`, body: {} };
  const otherwise = { path: `/v1/protocol-template-versions/${ELSE}/retirement` };
  await provesOnce('/v1/protocol-template-versions/{templateVersionId}/retirement', { ...retire, other: otherwise });
}

async function publishesOnce(by: Visitor, provesOnce: ProvesOnce): Promise<string> {
  const draft = { by, path: '/v1/protocol-templates', body: { code: 'group' }, other: { body: { code: 'infusion' } } };
  const { versionId } = (await provesOnce('/v1/protocol-templates', draft)).body;
  const [route, at] = ['/v1/protocol-template-versions/{templateVersionId}', `/v1/protocol-template-versions/${versionId}`];
  const edit = { by, path: `${at}/content`, body: { revision: 1, content: TEMPLATE } };
  await provesOnce(`${route}/content`, { ...edit, other: { body: { ...edit.body, revision: 2 } } });
  await by.grantStepUp();
  await provesOnce(`${route}/publication`, {
    by,
    path: `${at}/publication`,
    body: { revision: 2 },
    other: { body: { revision: 3 } },
  });
  await by.grantStepUp();
  const allow = { basedOn: 0, subcutaneousAtHome: false, reason: 'Nobody injects at home here.' };
  await provesOnce('/v1/protocol-permissions', {
    by,
    path: '/v1/protocol-permissions',
    body: allow,
    other: { body: { ...allow, basedOn: 1 } },
  });
  return versionId;
}

type Of = Readonly<{ personId: string; templateVersionId: string }>;
async function signsOnce(by: Visitor, provesOnce: ProvesOnce, { personId, templateVersionId }: Of): Promise<void> {
  const path = `/v1/patients/${personId}/protocol`;
  const content = { ...VERSION, endPointReviewOn: reviewDay() };
  const body = { templateVersionId, isNewCourse: false, content };
  const dropped = (await by.post(path, body).expect(201)).body.versionId;
  const route = '/v1/protocol-versions/{protocolVersionId}';
  const drop = {
    by,
    path: `/v1/protocol-versions/${dropped}/withdrawal`,
    body: {},
    other: { path: `/v1/protocol-versions/${ELSE}/withdrawal` },
  };
  await provesOnce(`${route}/withdrawal`, drop);
  const draft = { by, path, body, other: { body: { ...body, isNewCourse: true } } };
  const { versionId } = (await provesOnce('/v1/patients/{patientId}/protocol', draft)).body;
  const edit = {
    by,
    path: `/v1/protocol-versions/${versionId}/content`,
    body: { revision: 1, content: { ...content, sessions: 3 } },
  };
  await provesOnce(`${route}/content`, { ...edit, other: { body: { ...edit.body, revision: 2 } } });
  await by.grantStepUp();
  const sign = {
    by,
    path: `/v1/protocol-versions/${versionId}/signature`,
    body: { revision: 2 },
    other: { body: { revision: 3 } },
    audited: 2,
  };
  await provesOnce(`${route}/signature`, sign);
}

async function dosesOnce(by: Visitor, provesOnce: ProvesOnce, at: string): Promise<void> {
  const of = '/v1/patients/{patientId}/protocol';
  const ask = {
    by,
    path: `${at}/requests`,
    body: { wish: 'talk', reason: REASON },
    other: { body: { wish: 'lower', reason: REASON } },
  };
  await provesOnce(`${of}/requests`, ask);
  await by.grantStepUp();
  const review = { by, path: `${at}/reviews`, body: { reason: 'Nothing went wrong before.', readAt: new Date().toISOString() } };
  await provesOnce(`${of}/reviews`, { ...review, other: { body: { ...review.body, reason: 'Something else was said.' } } });
  const propose = { by, path: `${at}/doses/1/proposals`, body: { doseMg: 100, reason: REASON } };
  const made = await provesOnce(`${of}/doses/{doseNumber}/proposals`, {
    ...propose,
    other: { body: { doseMg: 90, reason: REASON } },
  });
  const to = (what: string, id: string) => `/v1/dose-proposals/${id}/${what}`;
  const back = { by, path: to('withdrawal', made.body.proposalId), body: {}, other: { path: to('withdrawal', ELSE) } };
  await provesOnce('/v1/dose-proposals/{proposalId}/withdrawal', back);
  const { proposalId } = (await by.post(propose.path, propose.body).expect(201)).body;
  await by.grantStepUp();
  const sign = { by, path: to('signature', proposalId), body: {}, other: { path: to('signature', ELSE) }, audited: 2 };
  await provesOnce('/v1/dose-proposals/{proposalId}/signature', sign);
}
