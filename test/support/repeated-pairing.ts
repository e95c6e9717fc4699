import type { Response } from 'supertest';
import { HANDED, WISH } from './audited-pairing.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { PROFILE, RULES } from './probes-pairing.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
/** The id of nothing. */
const ELSE = '00000000-0000-4000-8000-000000000000';
const OF_PATIENT = '/v1/patients/{patientId}/pairing';
const idOf = async (visitor: Visitor): Promise<string> => (await visitor.get('/v1/me')).body.personId;
const offered = async (visitor: Visitor): Promise<string> =>
  (await visitor.get('/v1/pairings').expect(200)).body.offers[0].offerId;

/** Somebody is looked for, asked, and says yes or no; a patient is handed over; each once, however often it is sent. */
export async function pairsOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [ida, tom] = [await Visitor.named(clinic, 'Ida'), await Visitor.named(clinic, 'Tom')];
  const [paul, omar] = [await Visitor.named(clinic, 'Paul'), await Visitor.named(clinic, 'Omar')];
  const at = `/v1/patients/${await idOf(ida)}/pairing`;
  const [clinicianId, therapist] = [await idOf(omar), { part: 'therapist' }];
  await provesOnce(`${OF_PATIENT}/wish`, { by: ida, path: `${at}/wish`, body: WISH, other: { body: { ...WISH, topics: [] } } });
  const rank = { by: ida, path: `${at}/ranking`, body: therapist, other: { body: { part: 'prescriber' } } };
  await provesOnce(`${OF_PATIENT}/ranking`, rank);
  const choice = { by: ida, path: `${at}/choice`, body: { ...therapist, clinicianId } };
  await provesOnce(`${OF_PATIENT}/choice`, { ...choice, other: { body: { ...therapist, clinicianId: ELSE } } });
  const no = { by: omar, path: `/v1/pairing-offers/${await offered(omar)}/refusal`, body: { reason: 'no-time' } };
  await provesOnce('/v1/pairing-offers/{pairingOfferId}/refusal', { ...no, other: { body: { reason: 'more-needed' } } });
  const yes = { by: paul, path: `/v1/pairing-offers/${await offered(paul)}/acceptance`, body: {} };
  const another = { path: `/v1/pairing-offers/${ELSE}/acceptance` };
  await provesOnce('/v1/pairing-offers/{pairingOfferId}/acceptance', { ...yes, other: another });
  const stop = { by: ida, path: `${at}/stop`, body: therapist, other: { body: { part: 'prescriber' } } };
  await provesOnce(`${OF_PATIENT}/stop`, stop);
  const conflict = { clinicianId: await idOf(await Visitor.named(clinic, 'Helen')) };
  const bar = { by: tom, path: `${at}/conflict`, body: conflict, other: { body: { clinicianId } } };
  await provesOnce(`${OF_PATIENT}/conflict`, bar);
  await handsOverOnce(clinic, provesOnce, at);
}

async function handsOverOnce(clinic: Clinic, provesOnce: ProvesOnce, at: string): Promise<void> {
  const [tom, iris, ada] = [
    await Visitor.named(clinic, 'Tom'),
    await Visitor.named(clinic, 'Iris'),
    await Visitor.named(clinic, 'Ada'),
  ];
  const body = { toId: await idOf(iris), ...HANDED };
  const hand = { by: tom, path: `${at}/hand-over`, body, other: { body: { ...body, overlapDays: 9 } } };
  await provesOnce(`${OF_PATIENT}/hand-over`, hand);
  await iris.post(`/v1/pairing-offers/${await offered(iris)}/acceptance`).expect(201);
  const { handOverId } = (await iris.get('/v1/pairings')).body.handOvers[0];
  const on = (id: string) => `/v1/pairing-hand-overs/${id}/reading`;
  const read = { by: iris, path: on(handOverId), body: {}, other: { path: on(ELSE) } };
  await provesOnce('/v1/pairing-hand-overs/{pairingHandOverId}/reading', read);
  const profile = { by: tom, path: `/v1/clinician-profiles/${await idOf(tom)}`, body: PROFILE };
  await provesOnce('/v1/clinician-profiles/{personId}', { ...profile, other: { body: { ...PROFILE, capacity: 3 } } });
  const rules = { by: ada, path: '/v1/pairing-rules', body: { basedOn: 0, ...RULES }, other: { body: { basedOn: 1, ...RULES } } };
  await provesOnce('/v1/pairing-rules', rules);
  const patientId = at.split('/')[3]!;
  await ada.post(`${at}/ranking`, { part: 'therapist' }).expect(201);
  const { pairs } = (await ada.post('/v1/cover/plan', { absentIds: [] }).expect(200)).body as {
    pairs: { patientId: string; part: string; clinician: { personId: string } }[];
  };
  const [pair] = pairs.filter((one) => one.patientId === patientId);
  const chosen = { patientId, part: pair!.part, clinicianId: pair!.clinician.personId, insteadOfId: null };
  const apply = { by: ada, path: '/v1/cover/application', body: { pairs: [chosen] } };
  await provesOnce('/v1/cover/application', { ...apply, other: { body: { pairs: [{ ...chosen, clinicianId: ELSE }] } } });
}
