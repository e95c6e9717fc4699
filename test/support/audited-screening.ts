import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

export const SAID = { isWarm: false, untilMin: 60, situation: 'Spoken with her today.', openQuestions: '' };
export const DEFERRED = {
  ...{ outcome: 'deferred', basedOn: 0, reasons: ['information-missing'], alternatives: [], revisitOn: '2099-01-04' },
  ...{ note: 'More is needed.', words: '' },
};
export const QUESTION = { specialty: 'cardiology', askedOf: 'Dr. Reyes', question: 'Is the heart fit for it?', dueInDays: 14 };

/** Who sees whose screening, hands it on, answers, decides and asks outside. */
export async function provesScreening(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ida, tom, nina] = [
    await Visitor.named(clinic, 'Ida'),
    await Visitor.named(clinic, 'Tom'),
    await Visitor.named(clinic, 'Nina'),
  ];
  const [idaId, rosaId, ninaId] = [await audit.idOf('Ida'), await audit.idOf('Rosa'), await audit.idOf('Nina')];
  const at = `/v1/patients/${idaId}/screening`;
  const proves = (handler: string, who: string, work: () => PromiseLike<unknown>, whose = 'Ida') =>
    audit.proves(handler, who, whose, work);
  let handOffId = '';
  await proves('ScreeningsController.list', 'Nina', async () => {
    handOffId = (await nina.get('/v1/screenings').expect(200)).body.offered[0].handOff.id;
  });
  await proves('ScreeningsController.read', 'Nina', () => nina.get(at).expect(200));
  await proves('OwnScreeningController.read', 'Ida', () => ida.get(`/v1/patients/${idaId}/own-screening`).expect(200));
  await proves('HandOffsController.withdraw', 'Tom', () => tom.post(`/v1/hand-offs/${handOffId}/withdrawal`).expect(201));
  const offer = async () => {
    handOffId = (await tom.post(`${at}/hand-offs`, { toId: ninaId, ...SAID }).expect(201)).body.handOffId;
  };
  await proves('ScreeningsController.offer', 'Tom', offer);
  const decline = () => nina.post(`/v1/hand-offs/${handOffId}/refusal`, { reason: 'no-time' }).expect(201);
  await proves('HandOffsController.decline', 'Nina', decline);
  await offer();
  await proves('HandOffsController.accept', 'Nina', () => nina.post(`/v1/hand-offs/${handOffId}/acceptance`).expect(201));
  const see = () => nina.post(`${at}/identity`, { documentKind: 'passport' }).expect(201);
  await proves('ScreeningsController.checkIdentity', 'Nina', see);
  await provesClearances(nina, at, proves);
  await nina.stepUp('Nina');
  await proves('DecisionsController.decide', 'Nina', () => nina.post(`${at}/decisions`, DEFERRED).expect(201));
  await proves('ScreeningsController.step', 'Nina', () => nina.post(`${at}/steps`, { step: 'reopen' }).expect(201));
  const tomId = await audit.idOf('Tom');
  const give = () => nina.post(`${at}/owner`, { personId: tomId, why: 'cover' }).expect(201);
  await proves('ScreeningOwnersController.assign', 'Nina', give);
  const open = () => tom.post(`/v1/patients/${rosaId}/screening`, {}).expect(201);
  await proves('ScreeningOwnersController.open', 'Tom', open, 'Rosa');
}

type Proves = (handler: string, who: string, work: () => PromiseLike<unknown>) => Promise<unknown>;

async function provesClearances(nina: Visitor, at: string, proves: Proves): Promise<void> {
  let clearanceId = '';
  const ask = async () => {
    clearanceId = (await nina.post(`${at}/clearances`, QUESTION).expect(201)).body.clearanceId;
  };
  const on = (what: string, body = {}) => nina.post(`/v1/clearances/${clearanceId}/${what}`, body).expect(201);
  await proves('DecisionsController.ask', 'Nina', ask);
  await proves('DecisionsController.answer', 'Nina', () => on('answer', { answer: 'no-objection', words: 'No objection.' }));
  await proves('DecisionsController.read', 'Nina', () => on('reading'));
  await ask();
  await proves('DecisionsController.withdraw', 'Nina', () => on('withdrawal'));
}
