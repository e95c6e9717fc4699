import { randomUUID } from 'node:crypto';
import fc from 'fast-check';

import type { Caller } from '#identity';
import { HOUR, type Span } from '#kernel';
import { SweepLoop } from '#platform';
import { asOwner } from '../../test/support/owner.js';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { AlertsService } from './alerts.service.js';
import { gapsIn } from './domain/rota.js';
import { RotaService } from './rota.service.js';
import { RotaReader } from './rota-reader.service.js';

let clinic: SmallClinic;
let [admin, nina, paul] = [] as unknown as [Caller, Caller, Caller];
let now: number;

beforeAll(async () => {
  clinic = await SmallClinic.open();
  [admin, nina, paul] = [await clinic.person('admin'), await clinic.person('prescriber'), await clinic.person('physician')];
});
beforeEach(async () => {
  await asOwner('TRUNCATE on_call_duty; DELETE FROM clinic_alert');
  now = (await clinic.at(0, 12)).getTime();
  await clinic.moveTo(new Date(now));
  now = await clinicNow();
});
afterAll(() => clinic.close());

const clinicNow = async () => Number((await clinic.read.$queryRaw<[{ now: Date }]>`SELECT app_now() AS now`)[0].now);
const rota = () => clinic.get(RotaService);
const at = (hours: number) => new Date(now + hours * HOUR).toISOString();
const add = async ({ personId }: Caller, from: number, to: number) =>
  (await rota().add(admin, { personId, startsAt: at(from), endsAt: at(to) }))[0]!;
const put = ({ personId }: Caller, from: number, to: number) =>
  clinic.read.onCallDuty.create({
    data: { id: randomUUID(), personId, startsAt: new Date(now + from * HOUR), endsAt: new Date(now + to * HOUR) },
  });
const whoAt = async (hours: number) =>
  (await clinic.get(AlertsService).onCallAt(clinic.read, new Date(now + hours * HOUR)))?.personId;
const refused = (code: string) => expect.objectContaining({ code });

describe('the rota', () => {
  it('takes people who may be on call only, for times that are not over', async () => {
    const [therapist, left] = [await clinic.person('therapist'), await clinic.person('prescriber')];
    await clinic.read.person.update({ where: { id: left.personId }, data: { disabledAt: new Date(now) } });
    for (const person of [therapist, left]) await expect(add(person, 1, 2)).rejects.toEqual(refused('alerts.may-not-be-on-call'));
    await expect(add(nina, -2, -1)).rejects.toEqual(refused('alerts.duty-past'));
    await expect(add(nina, 1, 24 * 40)).rejects.toEqual(refused('alerts.duty-too-long'));
    await add(nina, -1, 2);
    expect([await whoAt(1), await whoAt(-0.5)]).toEqual([nina.personId, undefined]); // it begins now
  });

  it('hands over what has begun without a minute between, and nothing else can be done to it', async () => {
    const { id } = await put(nina, -3, 5);
    await expect(rota().remove(admin, id)).rejects.toEqual(refused('alerts.duty-begun'));
    const [ended, begun] = await rota().handOver(admin, id, paul.personId);
    expect([ended!.endsAt, begun!.endsAt]).toEqual([begun!.startsAt, at(5)]);
    expect([await whoAt(-1), await whoAt(1)]).toEqual([nina.personId, paul.personId]);
    await expect(rota().handOver(admin, id, paul.personId)).rejects.toEqual(refused('alerts.duty-over'));
    await expect(clinic.read.onCallDuty.delete({ where: { id } })).rejects.toThrow(/a duty that has begun can only end now/);
  });

  it('changes, swaps and removes what lies ahead', async () => {
    const [first, second] = [await add(nina, 1, 2), await add(paul, 2, 3)];
    await rota().swap(admin, [first.id, second.id]);
    expect([await whoAt(1), await whoAt(2)]).toEqual([paul.personId, nina.personId]);
    await rota().change(admin, first.id, { personId: nina.personId, startsAt: at(4), endsAt: at(6) });
    await rota().handOver(admin, second.id, paul.personId);
    expect([await whoAt(1), await whoAt(2), await whoAt(5)]).toEqual([undefined, paul.personId, nina.personId]);
    await rota().remove(admin, second.id);
    expect(await whoAt(2)).toBeUndefined();
    await expect(rota().remove(admin, second.id)).rejects.toEqual(refused('alerts.no-duty'));
  });

  it('changes a duty by the clocks of the clinic, over midnight too', async () => {
    const { id } = await add(nina, 30, 31);
    const [firstDay, lastDay] = [
      (await clinic.at(3)).toISOString().slice(0, 10),
      (await clinic.at(4)).toISOString().slice(0, 10),
    ];
    const night = { personId: paul.personId, firstDay, fromMin: 20 * 60, lastDay, toMin: 8 * 60 };
    const [changed] = await rota().change(admin, id, night);
    expect(changed).toMatchObject({
      personId: paul.personId,
      startsAt: (await clinic.at(3, 20)).toISOString(),
      endsAt: (await clinic.at(4, 8)).toISOString(),
    });
    const backwards = rota().change(admin, id, { ...night, lastDay: firstDay, toMin: 60 });
    await expect(backwards).rejects.toEqual(refused('alerts.duty-past'));
  });

  it('begins with the day that it is at the clinic, wherever it is read', async () => {
    await clinic.moveTo(await clinic.at(0, 23)); // in UTC it is tomorrow
    const { startsAt, endsAt } = await clinic.get(RotaReader).read(undefined, 1);
    expect([startsAt, endsAt]).toEqual([(await clinic.at(0)).toISOString(), (await clinic.at(1)).toISOString()]);
  });

  it('has the days of a week in the wall time of the clinic, and shows who answers and when nobody does', async () => {
    const firstDay = (await clinic.at(1)).toISOString().slice(0, 10);
    const lastDay = (await clinic.at(7)).toISOString().slice(0, 10);
    const week = { isoWeekdays: [1, 2, 3, 4, 5, 6, 7], fromMin: 20 * 60, toMin: 8 * 60, firstDay, lastDay };
    const duties = await rota().addWeekly(admin, { personId: nina.personId, ...week });
    expect(duties).toHaveLength(7);
    expect(duties[0]).toMatchObject({
      startsAt: (await clinic.at(1, 20)).toISOString(),
      endsAt: (await clinic.at(2, 8)).toISOString(),
    });
    const shown = await clinic.get(RotaReader).read(firstDay, 7);
    expect(shown.gaps).toHaveLength(7);
    expect(shown.gaps[0]).toEqual({ startsAt: (await clinic.at(1)).toISOString(), endsAt: duties[0]!.startsAt });
    expect(shown.people.map(({ personId }) => personId)).toEqual(expect.arrayContaining([nina.personId, paul.personId]));
    await clinic.read.person.update({ where: { id: nina.personId }, data: { role: 'auditor' } });
    const without = await clinic.get(RotaReader).read(firstDay, 7);
    await clinic.read.person.update({ where: { id: nina.personId }, data: { role: 'prescriber' } });
    expect([without.gaps.length, without.duties.some(({ mayAnswer }) => mayAnswer)]).toEqual([1, false]);
  });

  it('stands in the audit, with no patient', async () => {
    const { id } = await add(nina, 1, 2);
    const acts = await clinic.read.auditEvent.findMany({
      where: { objectId: id },
      select: { action: true, actorId: true, subjectPersonId: true },
    });
    expect(acts).toEqual([{ action: 'add-duty', actorId: admin.personId, subjectPersonId: null }]);
  });
});

describe('gaps ahead', () => {
  const look = () => clinic.get(SweepLoop).runNow();
  const open = async () =>
    (
      await clinic.read.clinicAlert.findMany({
        where: { closedAt: null },
        select: { aboutAt: true },
        orderBy: { aboutAt: 'asc' },
      })
    ).map(({ aboutAt }) => aboutAt!.getTime());

  it('are told of once, within 72 hours, and closed when they are filled', async () => {
    await add(nina, -1, 10);
    await add(nina, 12, 71);
    const late = await add(nina, 71.5, 80);
    await Promise.all([look(), look(), look()]);
    await look();
    expect(await open()).toEqual([10, 71].map((hours) => now + hours * HOUR));
    await rota().change(admin, late.id, { personId: nina.personId, startsAt: at(70), endsAt: at(80) });
    await look();
    expect(await open()).toEqual([now + 10 * HOUR]);
    await add(paul, 10, 12);
    await look();
    expect(await open()).toEqual([]);
  });

  it('stay one alert when they have begun', async () => {
    await look();
    const first = await open();
    await clinic.moveTo(new Date(now + HOUR));
    await look();
    expect([first.length, await open()]).toEqual([1, first]);
  });

  it('are those that the pure function finds, whatever the rota', async () => {
    const span = fc.tuple(fc.integer({ min: -20, max: 80 }), fc.integer({ min: 1, max: 30 }));
    // the clinic's clock goes on: what ends at the very end of the look ahead has a gap of milliseconds after it by then
    const spans = fc.array(
      span.filter(([from, length]) => from + length !== 72),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(spans, async (drawn) => {
        await asOwner('TRUNCATE on_call_duty; DELETE FROM clinic_alert');
        for (const [from, length] of drawn) await put(nina, from, from + length);
        await look();
        const since = (await open())[0];
        const duties = drawn.map(([from, length]): Span => ({ from: now + from * HOUR, to: now + (from + length) * HOUR }));
        const found = gapsIn({ from: now, to: now + 72 * HOUR }, duties).map(({ from }) => from);
        const told = (await open()).map((from) => (from === since && found[0] === now ? now : from));
        expect(told).toEqual(found);
      }),
      { numRuns: 25 },
    );
  });
});
