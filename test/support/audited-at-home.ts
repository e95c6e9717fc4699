import { answerAll, CARD, differing, ORDER, shipped, supplyOf, TALKED } from './at-home-acts.js';
import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** Medicine at home: who orders, counts, reviews and recalls. */
export async function provesSupply(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ida, nina] = [await Visitor.named(clinic, 'Ida'), await Visitor.named(clinic, 'Nina')];
  const patientId = await audit.idOf('Ida');
  const at = supplyOf(patientId);
  const proves = (handler: string, work: () => PromiseLike<unknown>, who = 'Nina') => audit.proves(handler, who, 'Ida', work);
  let ordered = '';
  await proves('SupplyController.order', async () => {
    ordered = (await nina.post(at, ORDER).expect(201)).body.dispenseId;
  });
  await proves('SupplyController.move', () => nina.post(`${at}/${ordered}/steps`, { to: 'sent-to-pharmacy' }).expect(201));
  const { dispenseId, discrepancyId } = await differing(nina, ida, patientId, 'LOT-A1');
  const review = { finding: 'pharmacy-error', units: 9, note: 'The pharmacy sends the missing one.' };
  const reviewing = () => nina.post(`/v1/patients/${patientId}/supply-discrepancies/${discrepancyId}/review`, review).expect(201);
  await proves('SupplyReviewsController.review', reviewing);
  await proves('SupplyController.count', () => ida.post(`${at}/${dispenseId}/counts`, { units: 9 }).expect(201), 'Ida');
  const disposal = { how: 'returned', units: 1, witness: 'Somebody' };
  await proves('SupplyController.dispose', () => nina.post(`${at}/${dispenseId}/disposals`, disposal).expect(201));
  const { id } = await audit.one(
    'INSERT INTO supply_dose (dose_line_id, patient_id, dose_mg, taken_at) VALUES (gen_random_uuid(), $1, 100, app_now()) RETURNING dose_line_id AS id',
    patientId,
  );
  const saying = () => nina.post(`/v1/patients/${patientId}/supply-doses/${id}`, { dispenseId, units: 2 }).expect(201);
  await proves('SupplyReviewsController.say', saying);
  await proves('SupplyController.read', () => nina.get(at).expect(200));
  await shipped(nina, patientId, 'LOT-A2');
  await proves('SupplyController.list', () => nina.get('/v1/supply').expect(200));
  await proves('SupplyReviewsController.findLot', () => nina.post('/v1/supply/lots', { lot: 'lot-a2' }).expect(200));
  await nina.stepUp('Nina');
  const recall = { pharmacy: ORDER.pharmacy, lot: 'LOT-A2' };
  await proves('SupplyReviewsController.recall', () => nina.post('/v1/supply/recalls', recall).expect(201, { patients: 1 }));
}

/** What is gone through before the first dose. */
export async function provesPreparation(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [rosa, tom, nina] = [
    await Visitor.named(clinic, 'Rosa'),
    await Visitor.named(clinic, 'Tom'),
    await Visitor.named(clinic, 'Nina'),
  ];
  const patientId = await audit.idOf('Rosa');
  const at = `/v1/patients/${patientId}/preparation`;
  const proves = (handler: string, work: () => PromiseLike<unknown>, who = 'Tom') => audit.proves(handler, who, 'Rosa', work);
  const answer = { item: 'fasting', understood: true };
  await proves(
    'PreparationController.writeCard',
    () => rosa.post(`/v1/patients/${patientId}/emergency-card`, CARD).expect(201),
    'Rosa',
  );
  await proves('PreparationController.answer', () => rosa.post(`${at}/answers`, answer).expect(201), 'Rosa');
  await answerAll(rosa, patientId);
  const { dispenses } = (await rosa.get(supplyOf(patientId)).expect(200)).body;
  await rosa.post(`${supplyOf(patientId)}/${dispenses[0].dispenseId}/counts`, { units: 10 }).expect(201);
  await proves('PreparationController.talk', () => tom.post(`${at}/talks`, { items: TALKED }).expect(201));
  await proves('PreparationController.signOff', () => tom.post(`${at}/sign-off`).expect(201));
  await proves('PreparationController.read', () => tom.get(at).expect(200));
  await proves('PreparationController.cues', () => nina.get(`/v1/patients/${patientId}/cues`).expect(200), 'Nina');
}
