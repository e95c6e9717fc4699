import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;
type ProvesOnce = (route: string, act: Act) => Promise<Response>;
/** The id of nothing. */
const ELSE = '00000000-0000-4000-8000-000000000000';

/** A programme and who is in it: each act once, however often it is sent. */
export async function enrolsOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const [nina, ana] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Ana')];
  await publishesOnce(await Visitor.named(clinic, 'Helen'), provesOnce);
  const { personId } = (await ana.get('/v1/me')).body;
  const [of, at] = ['/v1/patients/{patientId}/programme', `/v1/patients/${personId}/programme`];
  const end = { by: nina, path: `${at}/state`, body: { to: 'ended', ending: 'other' } };
  await provesOnce(`${of}/state`, { ...end, other: { body: { to: 'active' } } });
  const { id } = await one(
    "SELECT v.id FROM programme_version v JOIN programme p ON p.id = v.programme_id WHERE p.code = 'shared-care' AND v.state = 'published'",
  );
  await provesOnce(of, { by: nina, path: at, body: { programmeVersionId: id }, other: { body: { programmeVersionId: ELSE } } });
  const { releases } = (await ana.get(`/v1/patients/${personId}/outside-releases`).expect(200)).body;
  const name = { by: ana, path: `${at}/own-therapist`, body: { releaseId: releases[0].releaseId } };
  await provesOnce(`${of}/own-therapist`, { ...name, other: { body: { releaseId: ELSE } } });
  const { id: juneId } = await one("SELECT id FROM person WHERE display_name LIKE 'June%'");
  const met = (requirement: string) => ({ kind: 'requirement', requirement });
  const record = { by: nina, path: `/v1/patients/${juneId}/programme/marks`, body: met('rems-enrolment') };
  await provesOnce(`${of}/marks`, { ...record, other: { body: met('way-home') } });
}

async function publishesOnce(by: Visitor, provesOnce: ProvesOnce): Promise<void> {
  const draft = { by, path: '/v1/programmes', body: { code: 'guided-six' }, other: { body: { code: 'infusions' } } };
  const { versionId } = (await provesOnce('/v1/programmes', draft)).body;
  const [route, at] = ['/v1/programme-versions/{programmeVersionId}', `/v1/programme-versions/${versionId}`];
  const { programmes } = (await by.get('/v1/programmes').expect(200)).body;
  const { versions } = programmes.find(({ code }: { code: string }) => code === 'guided-six');
  const edit = { by, path: `${at}/content`, body: { revision: 1, content: versions[0].content } };
  await provesOnce(`${route}/content`, { ...edit, other: { body: { ...edit.body, revision: 2 } } });
  await by.grantStepUp();
  const publish = { by, path: `${at}/publication`, body: { revision: 2 }, other: { body: { revision: 3 } } };
  await provesOnce(`${route}/publication`, publish);
  await by.grantStepUp();
  const retire = { by, path: `${at}/retirement`, body: {}, other: { path: `/v1/programme-versions/${ELSE}/retirement` } };
  await provesOnce(`${route}/retirement`, retire);
}
