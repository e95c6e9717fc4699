import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { PROFILE, RULES } from './probes-pairing.js';

export const WISH = { languages: ['en'], topics: ['grief'], gender: null };
export const HANDED = { summary: 'Well since spring; asks for mornings.', overlapDays: 7 };
type Proves = (handler: string, who: string, work: () => PromiseLike<unknown>, whose?: string | null) => Promise<unknown>;

/** Who looks for somebody, is asked, answers, hands over and reads; who finds cover. */
export async function provesPairing(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ida, tom, paul] = [
    await Visitor.named(clinic, 'Ida'),
    await Visitor.named(clinic, 'Tom'),
    await Visitor.named(clinic, 'Paul'),
  ];
  const [idaId, omarId, helenId] = [await audit.idOf('Ida'), await audit.idOf('Omar'), await audit.idOf('Helen')];
  const at = `/v1/patients/${idaId}/pairing`;
  const proves: Proves = (handler, who, work, whose = 'Ida') => audit.proves(handler, who, whose, work);
  await proves('PairingsController.read', 'Ida', () => ida.get(at).expect(200));
  await proves('PairingWishesController.change', 'Ida', () => ida.post(`${at}/wish`, WISH).expect(201));
  await proves('PairingsController.rank', 'Ida', () => ida.post(`${at}/ranking`, { part: 'therapist' }).expect(201));
  await proves('PairingTeamController.bar', 'Tom', () => tom.post(`${at}/conflict`, { clinicianId: helenId }).expect(201));
  let offerId = '';
  await proves('PairingOffersController.list', 'Paul', async () => {
    offerId = (await paul.get('/v1/pairings').expect(200)).body.offers[0].offerId;
  });
  const accept = () => paul.post(`/v1/pairing-offers/${offerId}/acceptance`).expect(201);
  await proves('PairingOffersController.accept', 'Paul', accept);
  const choose = () => ida.post(`${at}/choice`, { part: 'therapist', clinicianId: omarId }).expect(201);
  await proves('PairingsController.choose', 'Ida', choose);
  await provesHandOver(clinic, at, proves);
  await provesCover(clinic, audit, proves);
}

async function provesHandOver(clinic: Clinic, at: string, proves: Proves): Promise<void> {
  const [omar, tom, iris] = [
    await Visitor.named(clinic, 'Omar'),
    await Visitor.named(clinic, 'Tom'),
    await Visitor.named(clinic, 'Iris'),
  ];
  const offered = async (visitor: Visitor) => (await visitor.get('/v1/pairings').expect(200)).body.offers[0].offerId;
  const offerId = await offered(omar);
  const decline = () => omar.post(`/v1/pairing-offers/${offerId}/refusal`, { reason: 'no-time' }).expect(201);
  await proves('PairingOffersController.decline', 'Omar', decline);
  const { personId: toId } = (await iris.get('/v1/me')).body;
  await proves('PairingsController.stop', 'Tom', () => tom.post(`${at}/stop`, { part: 'therapist' }).expect(201));
  const hand = () => tom.post(`${at}/hand-over`, { toId, ...HANDED }).expect(201);
  await proves('PairingTeamController.handOver', 'Tom', hand);
  await iris.post(`/v1/pairing-offers/${await offered(iris)}/acceptance`).expect(201);
  const { handOverId } = (await iris.get('/v1/pairings')).body.handOvers[0];
  const read = () => iris.post(`/v1/pairing-hand-overs/${handOverId}/reading`).expect(201);
  await proves('PairingOffersController.readHandOver', 'Iris', read);
}

/** Ida looks for somebody else, and Ada finds them. */
async function provesCover(clinic: Clinic, audit: AuditProof, proves: Proves): Promise<void> {
  const [ada, tom] = [await Visitor.named(clinic, 'Ada'), await Visitor.named(clinic, 'Tom')];
  const [idaId, tomId] = [await audit.idOf('Ida'), await audit.idOf('Tom')];
  await ada.post(`/v1/patients/${idaId}/pairing/ranking`, { part: 'therapist' }).expect(201);
  await proves('CoverController.read', 'Ada', () => ada.get('/v1/cover').expect(200));
  let plan: { pairs: { patientId: string; part: string; clinician: { personId: string } }[] } = { pairs: [] };
  const absentIds = [tomId];
  await proves(
    'CoverController.plan',
    'Ada',
    async () => {
      plan = (await ada.post('/v1/cover/plan', { absentIds }).expect(200)).body;
    },
    'Rosa',
  );
  const pairs = plan.pairs
    .filter(({ patientId }) => patientId === idaId)
    .map(({ patientId, part, clinician }) => ({ patientId, part, clinicianId: clinician.personId, insteadOfId: null }));
  await proves('CoverController.apply', 'Ada', () => ada.post('/v1/cover/application', { pairs }).expect(201));
  const change = () => ada.post('/v1/pairing-rules', { basedOn: 0, ...RULES }).expect(201);
  await proves('CoverController.changeRules', 'Ada', change, null);
  const profile = () => tom.post(`/v1/clinician-profiles/${tomId}`, PROFILE).expect(201);
  await proves('ProfilesController.change', 'Tom', profile, null);
}
