import fc from 'fast-check';
import pg from 'pg';

import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { invariants } from '../../test/support/invariants.js';
import { stockOf } from '../../test/support/ready-at-home.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CountsService } from './counts.service.js';
import { DisposalsService } from './disposals.service.js';
import { type DispenseState, transitions } from './domain/lifecycle.js';
import { DoseSupply } from './dose-supply.js';
import { OrdersService } from './orders.service.js';
import { ReviewsService } from './reviews.service.js';
import { SupplyService } from './supply.service.js';
import { SupplyStock } from './supply-stock.js';
import { TakenUnitsService } from './taken-units.service.js';

jest.setTimeout(120_000);
const DOSE = '00000000-0000-4000-8000-00000000d05e';

describe('medicine at home', () => {
  let clinic: SmallClinic;
  let team: TeamOf;

  beforeAll(async () => {
    clinic = await SmallClinic.open();
    team = await clinic.enrol();
  });
  afterAll(() => clinic.close());

  const sql = (text: TemplateStringsArray, ...values: unknown[]) =>
    clinic.get(Database).sql<Record<string, string>>(text, ...values);
  const read = (who: Caller = team.prescriber) => clinic.get(SupplyService).read(who, team.patient.personId);
  const count = (dispenseId: string, units: number, who = team.patient) =>
    clinic.get(CountsService).count(who, team.patient.personId, dispenseId, units);
  const found = async (dispenseId: string) => (await read()).dispenses.find((one) => one.dispenseId === dispenseId)!;
  const stock = (counted = 40, change: object = {}) => {
    const { dispense, filled, by } = stockOf(team.patient.personId, team.prescriber.personId);
    return clinic.transact((tx) =>
      clinic.get(SupplyStock).put(tx, { dispense: { ...dispense, ...change }, filled, counted, by }),
    );
  };

  it('goes only the ways that the program knows, whatever asks for another', async () => {
    const states = Object.keys(transitions) as DispenseState[];
    const rows = await sql`
      SELECT a AS was, b AS becomes, dispense_may_move(a, b) AS may FROM unnest(${states}::text[]) a, unnest(${states}::text[]) b`;
    expect(rows).toHaveLength(states.length ** 2);
    for (const { was, becomes, may } of rows as unknown as { was: DispenseState; becomes: DispenseState; may: boolean }[])
      expect([was, becomes, may]).toEqual([was, becomes, (transitions[was] as readonly string[]).includes(becomes)]);
    const id = await stock();
    await expect(sql`UPDATE medication_dispense SET state = 'shipped' WHERE id = ${id}`).rejects.toThrow();
    await expect(sql`UPDATE medication_dispense SET on_hand_units = 99 WHERE id = ${id}`).rejects.toThrow();
    await expect(sql`UPDATE medication_dispense SET lot = 'X' WHERE id = ${id}`).rejects.toThrow();
    await expect(sql`DELETE FROM supply_movement WHERE dispense_id = ${id}`).rejects.toThrow();
  });

  it('keeps each state that a dispense came into, with whoever brought it there', async () => {
    const id = await stock();
    const steps = await sql`SELECT state FROM dispense_step WHERE dispense_id = ${id} ORDER BY at, ctid`;
    expect(steps.map(({ state }) => state)).toEqual(['ordered', 'sent-to-pharmacy', 'filled', 'shipped', 'delivered']);
  });

  it('holds a parcel in which something is missing until somebody else has reviewed it', async () => {
    const before = (await read()).onHandMg;
    const id = await stock(39);
    expect(await found(id)).toMatchObject({ state: 'discrepancy', standing: 'count-differs', onHandUnits: 39 });
    expect((await read()).onHandMg).toBe(before);
    const [open] = (await found(id)).discrepancies;
    const alerts = await sql`SELECT level::text, ladder FROM clinic_alert WHERE subject_id = ${open!.discrepancyId}`;
    expect(alerts).toEqual([{ level: '2', ladder: 'urgent' }]);
    await expect(count(id, 40)).rejects.toMatchObject({ code: 'supply.nothing-to-count' });
    await expect(sql`UPDATE medication_dispense SET state = 'reconciled' WHERE id = ${id}`).rejects.toThrow();
    const review = { finding: 'counted-again', units: 40, note: 'It was under the lid.' } as const;
    await clinic.get(ReviewsService).review(team.prescriber, team.patient.personId, open!.discrepancyId, review);
    expect(await found(id)).toMatchObject({ state: 'reconciled', onHandUnits: 40 });
    expect((await read()).onHandMg).toBe(before + 40 * 50);
    expect((await read(team.patient)).dispenses.find(({ dispenseId }) => dispenseId === id)!.discrepancies[0]).toMatchObject({
      ...{ finding: null, note: null },
    });
    const again = clinic.get(ReviewsService).review(team.prescriber, team.patient.personId, open!.discrepancyId, review);
    await expect(again).rejects.toMatchObject({ code: 'supply.reviewed' });
  });

  it('asks at once about less than was left at home, and lets nobody review a count of their own', async () => {
    const id = await stock();
    await count(id, 38, team.prescriber);
    const [open] = (await found(id)).discrepancies;
    const alerts = await sql`SELECT level::text, ladder FROM clinic_alert WHERE subject_id = ${open!.discrepancyId}`;
    expect(alerts).toEqual([{ level: '3', ladder: 'now' }]);
    const review = { finding: 'lost', units: 38, note: 'Lost.' } as const;
    const own = clinic.get(ReviewsService).review(team.prescriber, team.patient.personId, open!.discrepancyId, review);
    await expect(own).rejects.toMatchObject({ code: 'supply.own-count' });
  });

  it('lets the units of a dose leave with it where they are certain, and asks a clinician where they are not', async () => {
    const other = await clinic.enrol();
    const { personId: patientId } = other.patient;
    const doses = clinic.get(DoseSupply);
    const dose = { doseLineId: DOSE, patientId, doseMg: 100, takenAt: await clinic.at(0) };
    await clinic.transact((tx) => doses.taken(tx, dose, patientId));
    await clinic.transact((tx) => doses.taken(tx, dose, patientId)); // said twice, taken once
    const supply = () => clinic.get(SupplyService).read(other.prescriber, patientId);
    expect((await supply()).dispenses[0]).toMatchObject({ state: 'in-use', onHandUnits: 38 });
    expect(await supply()).toMatchObject({ onHandMg: 1900, openDoses: [] });
    const odd = { ...dose, doseLineId: DOSE.replace('d05e', 'd05f'), doseMg: 75 };
    await clinic.transact((tx) => doses.taken(tx, odd, patientId));
    expect((await supply()).openDoses).toMatchObject([{ doseMg: 75 }]);
    const [{ dispenseId } = { dispenseId: '' }] = (await supply()).dispenses;
    const say = () =>
      clinic.get(TakenUnitsService).say(other.prescriber, { patientId, doseLineId: odd.doseLineId }, { dispenseId, units: 1.5 });
    await say();
    await expect(say()).rejects.toMatchObject({ code: 'supply.dose-settled' });
    expect(await supply()).toMatchObject({ onHandMg: 36.5 * 50, openDoses: [] });
  });

  it('returns and destroys before a witness only, and ends with the last unit', async () => {
    const id = await stock();
    const dispose = (units: number) =>
      clinic
        .get(DisposalsService)
        .dispose(team.prescriber, team.patient.personId, id, { how: 'destroyed', units, witness: 'Some witness' });
    await expect(dispose(41)).rejects.toMatchObject({ code: 'supply.not-so-many' });
    await dispose(15);
    expect(await found(id)).toMatchObject({ state: 'delivered', onHandUnits: 25 });
    await dispose(25);
    expect(await found(id)).toMatchObject({ state: 'destroyed', onHandUnits: 0 });
    expect((await found(id)).movements.at(-1)).toMatchObject({ kind: 'destroyed', units: -25, witness: 'Some witness' });
    const unseen = sql`
      INSERT INTO supply_movement (id, dispense_id, kind, units, moved_by)
      VALUES (gen_random_uuid(), ${id}, 'destroyed', -1, ${team.prescriber.personId})`;
    await expect(unseen).rejects.toThrow();
  });

  it('takes no box that is past its date, and no step that is not the next one', async () => {
    const orders = clinic.get(OrdersService);
    const { dispense } = stockOf(team.patient.personId, team.prescriber.personId);
    const id = await orders.order(team.prescriber, dispense);
    const step = (given: Parameters<OrdersService['step']>[3]) => orders.step(team.prescriber, team.patient.personId, id, given);
    await expect(step({ to: 'shipped' })).rejects.toMatchObject({ code: 'supply.not-now' });
    await step({ to: 'sent-to-pharmacy' });
    const over = { to: 'filled', filled: { lot: 'L', beyondUseDate: '2020-01-01', units: 3 } } as const;
    await expect(step(over)).rejects.toMatchObject({ code: 'supply.over' });
    await step({ to: 'withdrawn' });
    expect(await found(id)).toMatchObject({ state: 'withdrawn', onHandUnits: 0 });
  });

  describe('of a lot that was recalled', () => {
    const filled = { lot: 'LOT-R', beyondUseDate: '2199-12-31', units: 40 };
    const recall = (tx: Tx) =>
      tx.sql`INSERT INTO lot_recall (id, pharmacy, lot, recalled_by) VALUES (gen_random_uuid(), 'Test pharmacy', ${filled.lot}, ${team.prescriber.personId})`;

    it('does not leave the pharmacy any more, and is entered for nobody else', async () => {
      const { dispense } = stockOf(team.patient.personId, team.prescriber.personId);
      const { personId: patientId } = team.patient;
      const [orders, by] = [clinic.get(OrdersService), team.prescriber];
      const [id, later] = [await orders.order(by, dispense), await orders.order(by, dispense)];
      for (const each of [id, later]) await orders.step(by, patientId, each, { to: 'sent-to-pharmacy' });
      await orders.step(by, patientId, id, { to: 'filled', filled });
      await clinic.transact(recall);
      const recalled = { code: 'supply.lot-recalled' };
      await expect(orders.step(by, patientId, id, { to: 'shipped' })).rejects.toMatchObject(recalled);
      await expect(orders.step(by, patientId, later, { to: 'filled', filled })).rejects.toMatchObject(recalled);
      const law = { code: 'HF003' };
      await expect(sql`UPDATE medication_dispense SET state = 'shipped' WHERE id = ${id}`).rejects.toMatchObject(law);
      await orders.step(by, patientId, id, { to: 'withdrawn' });
    });
  });

  it('sums up to what is on hand, whatever people do', async () => {
    const acts = fc.array(fc.tuple(fc.constantFrom('count', 'dispose', 'review'), fc.integer({ min: 0, max: 80 })), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(acts, async (those) => {
        const id = await stock();
        for (const [act, quarter] of those) await attempt(id, act, quarter / 4);
        const now = await found(id);
        const sum = now.movements.reduce((total, { units }) => total + units, 0);
        expect([now.onHandUnits, now.movements.at(-1)?.onHandAfter]).toEqual([sum, sum]);
        expect(now.onHandUnits).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 10 },
    );
    expect(await broken()).toEqual([]);
  });

  /** The laws about medicine that the database does not keep by itself. */
  async function broken(): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
    await client.connect();
    const laws = invariants.filter(({ name }) => /medicine|count that differs|preparation/.test(name));
    expect(laws).toHaveLength(4);
    const found = [];
    for (const { query } of laws) found.push(...(await client.query(query)).rows);
    await client.end();
    return found;
  }

  /** Somebody tries something; what is refused changes nothing. */
  async function attempt(id: string, act: string, units: number): Promise<void> {
    const patientId = team.patient.personId;
    const open = (await found(id)).discrepancies.find(({ reviewedAt }) => reviewedAt === null);
    const review = { finding: 'not-explained', units, note: 'Tried.' } as const;
    const disposal = { how: 'returned', units: units + 0.25, witness: 'Some witness' } as const;
    const tried =
      act === 'count'
        ? count(id, units)
        : act === 'dispose'
          ? clinic.get(DisposalsService).dispose(team.prescriber, patientId, id, disposal)
          : clinic.get(ReviewsService).review(team.prescriber, patientId, open?.discrepancyId ?? id, review);
    await tried.catch((error: { code?: string }) => expect(error.code).toMatch(/^supply\./));
  }
});
