import { CARD, differing, filled, ORDER, shipped, supplyOf } from '../support/at-home-acts.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';

jest.setTimeout(120_000);

describe('medicine at home, over HTTP', () => {
  let clinic: Clinic;
  let nina: Visitor;
  let ida: Visitor;
  let patientId: string;

  beforeAll(async () => {
    clinic = await startClinic();
    nina = await Visitor.named(clinic, 'Nina');
    ida = await Visitor.named(clinic, 'Ida');
    patientId = (await ida.get('/v1/me')).body.personId;
  }, 180_000);
  afterAll(() => clinic?.stop());

  const supply = async (who = nina, of = patientId) => (await who.get(supplyOf(of)).expect(200)).body;

  it('goes from the order to the last unit, and says at each step what may be taken', async () => {
    const at = supplyOf(patientId);
    const { dispenseId } = (await nina.post(at, ORDER).expect(201)).body;
    const step = (body: object) => nina.post(`${at}/${dispenseId}/steps`, body);
    await step({ to: 'shipped' }).expect(409);
    await step({ to: 'sent-to-pharmacy' }).expect(201);
    await step(filled('lot-e1')).expect(201);
    await step({ to: 'shipped' }).expect(201);
    expect(await supply()).toMatchObject({ onHandMg: 0, reason: 'not-counted' });
    await ida.post(`${at}/${dispenseId}/counts`, { units: 10 }).expect(201, { isDiscrepancy: false });
    expect(await supply()).toMatchObject({ onHandMg: 500, reason: 'good', dispenses: [{ state: 'delivered', lot: 'LOT-E1' }] });
    const disposal = { how: 'returned', units: 10, witness: 'Somebody' };
    await nina.post(`${at}/${dispenseId}/disposals`, disposal).expect(201);
    expect(await supply()).toMatchObject({ onHandMg: 0, dispenses: [{ state: 'returned', onHandUnits: 0 }] });
    await ida.post(`${at}/${dispenseId}/counts`, { units: 0 }).expect(409);
  });

  it('calls people about a count that differs, and keeps it from the gate until its review', async () => {
    const { discrepancyId, dispenseId } = await differing(nina, ida, patientId, 'LOT-E2');
    const { alerts } = (await nina.get('/v1/alerts').expect(200)).body;
    expect(alerts).toContainEqual(expect.objectContaining({ kind: 'supply-discrepancy', subjectId: discrepancyId, level: 2 }));
    expect((await supply()).reason).toBe('count-differs');
    const review = { finding: 'pharmacy-error', units: 9, note: 'They send the missing one.' };
    const at = `/v1/patients/${patientId}/supply-discrepancies/${discrepancyId}/review`;
    await nina.post(at, review).expect(201);
    await nina.post(at, review).expect(409);
    const own = (await supply(ida)).dispenses.find((one: { dispenseId: string }) => one.dispenseId === dispenseId);
    expect(own).toMatchObject({ state: 'reconciled', onHandUnits: 9 });
    expect(JSON.stringify(own)).not.toContain('They send');
  });

  it('says who holds a lot, and takes all of it from the ledger of what may be taken when it is recalled', async () => {
    await shipped(nina, patientId, 'LOT-E3');
    const search = async (lot: string) => (await nina.post('/v1/supply/lots', { lot }).expect(200)).body.pharmacies;
    expect(await search('lot-e3')).toMatchObject([
      { pharmacy: ORDER.pharmacy, patients: 1, isRecalled: false, mine: [{ patientId }] },
    ]);
    const recall = { pharmacy: ORDER.pharmacy, lot: 'LOT-E3' };
    await nina.post('/v1/supply/recalls', recall).expect(403);
    await nina.stepUp('Nina');
    await nina.post('/v1/supply/recalls', recall).expect(201, { patients: 1 });
    expect(await search('LOT-E3')).toMatchObject([{ isRecalled: true }]);
    expect((await supply(ida)).dispenses[0]).toMatchObject({ lot: 'LOT-E3', standing: 'recalled' });
    await toldOf(patientId);
  });

  /** The patient is told that there is something to read, and not of what. */
  async function toldOf(recipientId: string): Promise<void> {
    const until = performance.now() + 30_000;
    for (;;) {
      const { messages } = (await nina.get(`/v1/demo/messages?limit=200&recipientId=${recipientId}`).expect(200)).body;
      const told = messages.find(({ subject }: { subject: string }) => subject === 'There is news for you from the clinic');
      if (told) return expect(told.text).not.toMatch(/ketamine|lot|recall/i);
      if (performance.now() > until) throw new Error('The patient was told nothing of the recall.');
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  it('keeps a session at its gate while a count differs or something of the preparation is open, and says which', async () => {
    const jonas = await Visitor.named(clinic, 'Jonas');
    const { personId } = (await jonas.get('/v1/me')).body;
    const { sessionId } = clinic.links.find(({ name }) => name === 'jonas') as unknown as { sessionId: string };
    const gate = async () => {
      const { findings } = (await nina.post(`/v1/dosing-sessions/${sessionId}/gate`).expect(201)).body;
      const isAsked = ({ item }: Record<string, string>) => item === 'medicine-on-hand' || item === 'prep-done';
      return findings.filter(isAsked).map(({ item, reason }: Record<string, string>) => `${item}: ${reason}`);
    };
    expect(await gate()).toEqual(['medicine-on-hand: on-hand', 'prep-done: prepared']);
    const { dispenseId } = (await supply(jonas, personId)).dispenses[0];
    await jonas.post(`${supplyOf(personId)}/${dispenseId}/counts`, { units: 8 }).expect(201, { isDiscrepancy: true });
    await jonas.post(`/v1/patients/${personId}/emergency-card`, CARD).expect(201);
    // what waits for its review has not been counted right either
    expect(await gate()).toEqual(['medicine-on-hand: count-differs', 'prep-done: preparation-open']);
    const [{ discrepancyId }] = (await supply(nina, personId)).dispenses[0].discrepancies;
    const review = { finding: 'counted-again', units: 10, note: 'Two were in another drawer.' };
    await nina.post(`/v1/patients/${personId}/supply-discrepancies/${discrepancyId}/review`, review).expect(201);
    expect(await gate()).toEqual(['medicine-on-hand: on-hand', 'prep-done: preparation-open']);
    const isRight = { item: 'emergency-card', isRight: true };
    await jonas.post(`/v1/patients/${personId}/preparation/answers`, isRight).expect(201);
    expect(await gate()).toEqual(['medicine-on-hand: on-hand', 'prep-done: prepared']);
  });

  it('shows nobody medicine of a patient who is not in their care', async () => {
    const omar = await Visitor.named(clinic, 'Omar');
    await omar.get(supplyOf(patientId)).expect(404);
    const { rows } = (await omar.get('/v1/supply').expect(200)).body;
    expect(rows.map(({ displayName }: { displayName: string }) => displayName)).toEqual(['Elif Demir', 'Mia Lindqvist']);
  });
});
