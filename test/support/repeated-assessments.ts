import type { Response } from 'supertest';
import { RULES, WORDING } from './audited-assessments.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;
const chosen = (code: string) => ({ version: '1', linkId: '/44260-8', answer: { kind: 'codes', codes: [code] } });

/** An answer, the end of a questionnaire, a review, the clinic's rules: each once. */
export async function answersOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const [ida, nina, helen] = [
    await Visitor.named(clinic, 'Ida'),
    await Visitor.named(clinic, 'Nina'),
    await Visitor.named(clinic, 'Helen'),
  ];
  const { personId } = (await ida.get('/v1/me')).body;
  const [at, route] = [`/v1/patients/${personId}`, '/v1/patients/{patientId}'];
  const form = `${at}/forms/phq-9`;
  const answer = { by: ida, path: `${form}/answers`, body: chosen('LA6570-1'), other: { body: chosen('LA6568-5') } };
  await provesOnce(`${route}/forms/{form}/answers`, answer);
  const given = 'SELECT count(*)::text AS n FROM questionnaire_answer a JOIN questionnaire_response r ON r.id = a.response_id';
  const count = await one(`${given} WHERE r.patient_id = $1 AND r.form = 'phq-9' AND r.completed_at IS NULL`, personId);
  expect(count['n']).toBe('1');
  const end = { by: ida, path: `${form}/completion`, body: {}, other: { path: `${at}/forms/gad-7/completion` } };
  await provesOnce(`${route}/forms/{form}/completion`, end);
  const { signals } = (await nina.get(`${at}/assessments`).expect(200)).body;
  const review = { outcome: 'safety-plan', note: 'A plan is made.' };
  const path = `${at}/signals/${signals[0].id}/review`;
  await provesOnce(`${route}/signals/{signalId}/review`, {
    by: nina,
    path,
    body: review,
    other: { body: { ...review, outcome: 'referred' } },
  });
  const { personId: director } = (await helen.get('/v1/me')).body;
  await one('UPDATE person SET is_medical_director = true WHERE id = $1 RETURNING id', director);
  await helen.stepUp('Helen');
  const rules = { basedOn: 0, ...RULES, drugs: [] };
  const signed = { by: helen, path: '/v1/assessment-rules', body: rules, other: { body: { ...rules, levels: {} } } };
  expect((await provesOnce('/v1/assessment-rules', signed)).body).toMatchObject({ version: 1 });
  await helen.stepUp('Helen');
  const wording = {
    by: helen,
    path: '/v1/safety-wording',
    body: WORDING,
    other: { body: { ...WORDING, registration: 'Another' } },
  };
  expect((await provesOnce('/v1/safety-wording', wording)).body).toEqual({ version: 1 });
}
