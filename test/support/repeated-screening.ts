import type { Response } from 'supertest';
import { DEFERRED, QUESTION, SAID } from './audited-screening.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type Trying = Readonly<{ provesOnce: ProvesOnce; by: Visitor; at: string }>;
/** The id of nothing. */
const ELSE = '00000000-0000-4000-8000-000000000000';
const OF_PATIENT = '/v1/patients/{patientId}/screening';

/** A screening is opened, handed on, declined, taken over and given once, however often it is sent. */
export async function screensOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [ida, rosa] = [await Visitor.named(clinic, 'Ida'), await Visitor.named(clinic, 'Rosa')];
  const [tom, nina] = [await Visitor.named(clinic, 'Tom'), await Visitor.named(clinic, 'Nina')];
  const [idaId, rosaId, tomId, ninaId] = await Promise.all(
    [ida, rosa, tom, nina].map(async (visitor): Promise<string> => (await visitor.get('/v1/me')).body.personId),
  );
  const open = { by: tom, path: `/v1/patients/${rosaId}/screening`, body: {}, other: { body: { ownerId: ninaId } } };
  await provesOnce(OF_PATIENT, open);
  const at = `/v1/patients/${idaId}/screening`;
  const { offered } = (await nina.get('/v1/screenings').expect(200)).body;
  const take = { by: tom, path: `/v1/hand-offs/${offered[0].handOff.id}/withdrawal`, body: {} };
  await provesOnce('/v1/hand-offs/{handOffId}/withdrawal', { ...take, other: { path: `/v1/hand-offs/${ninaId}/withdrawal` } });
  const offer = { by: tom, path: `${at}/hand-offs`, body: { toId: ninaId, ...SAID } };
  const again = async (): Promise<string> => (await tom.post(offer.path, offer.body).expect(201)).body.handOffId;
  const made = await provesOnce(`${OF_PATIENT}/hand-offs`, { ...offer, other: { body: { ...offer.body, untilMin: 61 } } });
  const refusal = { by: nina, path: `/v1/hand-offs/${made.body.handOffId}/refusal`, body: { reason: 'no-time' } };
  await provesOnce('/v1/hand-offs/{handOffId}/refusal', { ...refusal, other: { body: { reason: 'more-needed' } } });
  const yes = { by: nina, path: `/v1/hand-offs/${await again()}/acceptance`, body: {} };
  await provesOnce('/v1/hand-offs/{handOffId}/acceptance', { ...yes, other: { path: `/v1/hand-offs/${ninaId}/acceptance` } });
  await decidesOnce({ provesOnce, by: nina, at });
  const give = { by: nina, path: `${at}/owner`, body: { personId: tomId, why: 'cover' } };
  await provesOnce(`${OF_PATIENT}/owner`, { ...give, other: { body: { ...give.body, why: 'correction' } } });
}

/** What is seen, asked, answered, read and signed. */
async function decidesOnce({ provesOnce, by, at }: Trying): Promise<void> {
  const seen = { by, path: `${at}/identity`, body: { documentKind: 'passport' } };
  await provesOnce(`${OF_PATIENT}/identity`, { ...seen, other: { body: { documentKind: 'state-id' } } });
  const ask = { by, path: `${at}/clearances`, body: QUESTION };
  const asked = await provesOnce(`${OF_PATIENT}/clearances`, { ...ask, other: { body: { ...QUESTION, dueInDays: 7 } } });
  const on = (id: string, what: string) => `/v1/clearances/${id}/${what}`;
  const { clearanceId } = asked.body;
  const answer = { answer: 'unclear', words: 'They ask for more.' };
  await provesOnce('/v1/clearances/{clearanceId}/answer', {
    ...{ by, path: on(clearanceId, 'answer'), body: answer },
    other: { body: { ...answer, answer: 'no-objection' } },
  });
  const read = { by, path: on(clearanceId, 'reading'), body: {}, other: { path: on(ELSE, 'reading') } };
  await provesOnce('/v1/clearances/{clearanceId}/reading', read);
  const second = (await by.post(ask.path, QUESTION).expect(201)).body.clearanceId;
  const end = { by, path: on(second, 'withdrawal'), body: {}, other: { path: on(ELSE, 'withdrawal') } };
  await provesOnce('/v1/clearances/{clearanceId}/withdrawal', end);
  await by.stepUp('Nina');
  const decide = { by, path: `${at}/decisions`, body: DEFERRED, other: { body: { ...DEFERRED, note: 'Another.' } } };
  expect((await provesOnce(`${OF_PATIENT}/decisions`, decide)).body).toMatchObject({ number: 1 });
  const reopen = { by, path: `${at}/steps`, body: { step: 'reopen' }, other: { body: { step: 'begin' } } };
  await provesOnce(`${OF_PATIENT}/steps`, reopen);
}
