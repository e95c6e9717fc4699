import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

const SAFE_WORDS = ['wish', 'thoughts', 'method', 'intent', 'plan', 'everActed', 'recentlyActed'];
/** Words that a registered clinic loads; here made up. */
export const WORDING = {
  registration: 'Registered with the owner of the scale',
  words: Object.fromEntries(SAFE_WORDS.map((question) => [question, `Words for ${question}?`])),
};
export const RULES = { reason: 'Lithium is looked up here.', levels: { seizures: 'absolute' }, thresholds: { item9Urgent: 1 } };

/** Answers of a patient, who reads them, and by which rules they are judged. */
export async function provesAssessments(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ida, nina, helen] = [
    await Visitor.named(clinic, 'Ida'),
    await Visitor.named(clinic, 'Nina'),
    await Visitor.named(clinic, 'Helen'),
  ];
  const patientId = await audit.idOf('Ida');
  const at = `/v1/patients/${patientId}`;
  const own = (handler: string, work: () => PromiseLike<unknown>) =>
    audit.proves(`IntakeController.${handler}`, 'Ida', 'Ida', work);
  await own('read', () => ida.get(`${at}/intake`).expect(200));
  await own('form', () => ida.get(`${at}/forms/phq-9`).expect(200));
  const answer = { version: '1', linkId: '/44260-8', answer: { kind: 'codes', codes: ['LA6569-3'] } };
  await own('answer', () => ida.post(`${at}/forms/phq-9/answers`, answer).expect(201));
  await own('complete', () => ida.post(`${at}/forms/phq-9/completion`).expect(201));
  const cares = (handler: string, work: () => PromiseLike<unknown>) =>
    audit.proves(`AssessmentsController.${handler}`, 'Nina', 'Ida', work);
  await cares('list', () => nina.get('/v1/assessments').expect(200));
  let signalId = '';
  await cares('read', async () => {
    signalId = (await nina.get(`${at}/assessments`).expect(200)).body.signals[0].id;
  });
  const review = { outcome: 'spoken-safe', note: 'Spoken on the phone.' };
  await cares('review', () => nina.post(`${at}/signals/${signalId}/review`, review).expect(201));
  await helen.stepUp('Helen');
  const sign = () => helen.post('/v1/assessment-rules', { basedOn: 0, ...RULES, drugs: [] }).expect(201);
  await audit.proves('AssessmentRulesController.sign', 'Helen', null, sign);
  await helen.stepUp('Helen');
  const register = () => helen.post('/v1/safety-wording', WORDING).expect(201);
  await audit.proves('AssessmentRulesController.register', 'Helen', null, register);
}
