import { randomUUID } from 'node:crypto';
import { Database } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { ClinicStock } from './clinic-stock.js';
import { StockService } from './stock.service.js';
import { SupplyModule } from './supply.module.js';

const DEVICE = {
  ...{ supplier: 'Harbor', medication: 'esketamine', form: 'spray device', strengthMg: 28 },
  ...{ lot: 'ESK-1', beyondUseDate: '2199-12-31', units: 6 },
};
let clinic: SmallClinic;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open([SupplyModule]);
  team = await clinic.enrol();
});
afterAll(() => clinic?.close());

const refused = (code: string) => expect.objectContaining({ code });
const receive = (different: Partial<typeof DEVICE> = {}) =>
  clinic.get(StockService).receive(team.prescriber, { ...DEVICE, ...different });
const draw = (lotId: string, units: number, doseLineId = randomUUID()) =>
  clinic.transact(async (tx) => {
    const whose = { patientId: team.patient.personId, doseLineId, by: team.prescriber.personId };
    await clinic.get(ClinicStock).draw(tx, { ...whose, lotId, units, witness: 'Paul' });
    return doseLineId;
  });
const end = (doseLineId: string, how: 'put-back' | 'destroyed') =>
  clinic.transact((tx) => clinic.get(ClinicStock).end(tx, doseLineId, { how, by: team.prescriber.personId, witness: 'Paul' }));
const left = async (lotId: string) =>
  (await clinic.get(ClinicStock).lots(clinic.read)).find((lot) => lot.lotId === lotId)!.onHandUnits;
const ready = (doseLineId: string) => clinic.get(ClinicStock).readyFor(clinic.read, doseLineId);

describe('the clinic’s own stock', () => {
  it('gives what was drawn for a dose, once', async () => {
    const lotId = await receive();
    const dose = await draw(lotId, 2);
    expect([await left(lotId), await ready(dose)]).toEqual([4, { drawnMg: 56, reason: 'good' }]);
    await expect(draw(lotId, 2, dose)).rejects.toEqual(refused('supply.drawn'));
    await clinic.transact((tx) => clinic.get(ClinicStock).given(tx, dose, team.prescriber.personId));
    await expect(end(dose, 'put-back')).rejects.toEqual(refused('supply.no-draw'));
    await expect(clinic.get(Database).sql`UPDATE stock_draw SET units = 1 WHERE dose_line_id = ${dose}`).rejects.toEqual(
      refused('HF001'),
    );
  });

  it('takes back what was not given, and may be drawn from anew; what was destroyed stays away', async () => {
    const lotId = await receive();
    const dose = await draw(lotId, 2);
    await end(dose, 'put-back');
    expect([await left(lotId), await ready(dose)]).toEqual([6, { drawnMg: 0, reason: 'not-drawn' }]);
    await draw(lotId, 3, dose);
    await end(dose, 'destroyed');
    expect(await left(lotId)).toBe(3);
  });

  it('never gives more than there is, what was recalled, or what is past its date', async () => {
    const lotId = await receive({ lot: 'ESK-2' });
    await expect(draw(lotId, 7)).rejects.toEqual(refused('supply.not-so-many'));
    await expect(draw(randomUUID(), 1)).rejects.toEqual(refused('supply.no-stock'));
    await expect(receive({ beyondUseDate: '2020-01-01' })).rejects.toEqual(refused('supply.over'));
    const dose = await draw(lotId, 2);
    await clinic.get(Database).sql`
      INSERT INTO lot_recall (id, pharmacy, lot, recalled_by) VALUES (gen_random_uuid(), 'Harbor', 'ESK-2', ${team.prescriber.personId})`;
    expect(await ready(dose)).toMatchObject({ reason: 'recalled' });
    await expect(draw(lotId, 1)).rejects.toEqual(refused('supply.not-good'));
  });

  it('is counted by two, and destroying makes it less', async () => {
    const lotId = await receive({ lot: 'ESK-3' });
    const count = (units: number, why: 'counted' | 'destroyed') =>
      clinic.get(StockService).count(team.prescriber, lotId, { units, why, witness: 'Paul' });
    expect(await count(7, 'counted')).toBe(7);
    await expect(count(7, 'counted')).rejects.toEqual(refused('supply.nothing-differs'));
    await expect(count(8, 'destroyed')).rejects.toEqual(refused('supply.not-so-many'));
    expect(await count(0, 'destroyed')).toBe(0);
    await expect(clinic.get(Database).sql`UPDATE stock_lot SET on_hand_units = 3 WHERE id = ${lotId}`).rejects.toEqual(
      refused('HF001'),
    );
  });
});
