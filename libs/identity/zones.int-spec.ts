import { SmallClinic, ZONE } from '../../test/support/small-clinic.js';
import type { Caller } from './caller.js';
import { IdentityModule } from './identity.module.js';
import { journeyOver } from './messages.js';
import { ZonesService } from './zones.service.js';

let clinic: SmallClinic;
let rosa: Caller;
beforeAll(async () => {
  clinic = await SmallClinic.open([IdentityModule]);
});
beforeEach(async () => {
  rosa = await clinic.person('patient');
});
afterAll(() => clinic?.close());

const zones = () => clinic.get(ZonesService);
const PARIS = 'Europe/Paris';
const asked = async (browser: string) => (await zones().read(rosa, browser)).question;
const stored = () =>
  clinic.read.person.findUniqueOrThrow({ where: { id: rosa.personId }, select: { zone: true, homeZone: true } });
const inDays = async (days: number) => (await clinic.at(days, 12)).toISOString().slice(0, 10);
const journeys = async () =>
  (await clinic.waiting(journeyOver.name)).filter(({ payload }) => payload['personId'] === rosa.personId);

describe('a browser with another clock', () => {
  it('is a question with both clocks, and changes nothing by itself', async () => {
    const question = await asked(PARIS);
    expect(question).toEqual({
      zone: PARIS,
      clockThere: expect.stringMatching(/^\d\d:\d\d$/),
      clockHere: expect.stringMatching(/^\d\d:\d\d$/),
      awayMin: expect.any(Number),
    });
    expect([480, 540]).toContain(question!.awayMin); // Phoenix has no summer time
    expect(await stored()).toEqual({ zone: ZONE, homeZone: null });
  });

  it.each(['America/Creston', ZONE, 'Nowhere/Land'])('is none at %s: the same clock, or nobody knows which', async (browser) => {
    expect(await asked(browser)).toBeNull();
  });

  it('is not asked about again when the person keeps theirs; another one is', async () => {
    await zones().answer(rosa, { zone: PARIS, answer: 'keep' });
    expect([await asked(PARIS), await stored()]).toEqual([null, { zone: ZONE, homeZone: null }]);
    expect(await asked('Asia/Tokyo')).not.toBeNull();
  });

  it('is where they live from now on, if they say so', async () => {
    expect(await zones().answer(rosa, { zone: PARIS, answer: 'moved' })).toEqual({ zone: PARIS, homeZone: null, question: null });
    expect(await journeys()).toEqual([]);
  });

  it('is where they are for a while, until the end of the last day there; then they are home again, and asked anew', async () => {
    const lastDay = await inDays(5);
    await zones().answer(rosa, { zone: PARIS, answer: 'travelling', lastDay });
    expect(await stored()).toEqual({ zone: PARIS, homeZone: ZONE });
    const [journey] = await journeys();
    const wall = new Intl.DateTimeFormat('en-CA', { timeZone: PARIS, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
    expect(wall.format(journey!.dueAt.getTime() - 60_000)).toBe(`${lastDay}, 23:59`);
    await clinic.transact((tx) => zones().journeyOver(tx, rosa.personId));
    expect([await stored(), (await asked(PARIS)) !== null]).toEqual([{ zone: ZONE, homeZone: null }, true]);
    await clinic.transact((tx) => zones().journeyOver(tx, rosa.personId));
    expect(await stored()).toEqual({ zone: ZONE, homeZone: null });
  });

  it('ends a journey when they are home before its end', async () => {
    await zones().answer(rosa, { zone: PARIS, answer: 'travelling', lastDay: await inDays(5) });
    expect(await asked(ZONE)).not.toBeNull();
    await zones().answer(rosa, { zone: ZONE, answer: 'moved' });
    expect([await stored(), await journeys()]).toEqual([{ zone: ZONE, homeZone: null }, []]);
  });

  it('takes no zone that nobody knows, and no journey that is over or has no end', async () => {
    const refused = (code: string) => expect.objectContaining({ code });
    await expect(zones().answer(rosa, { zone: 'Nowhere/Land', answer: 'moved' })).rejects.toEqual(
      refused('identity.unknown-zone'),
    );
    for (const lastDay of [await inDays(-2), await inDays(400)])
      await expect(zones().answer(rosa, { zone: PARIS, answer: 'travelling', lastDay })).rejects.toEqual(
        refused('identity.journey-too-long'),
      );
    expect(await clinic.read.zoneAnswer.count({ where: { personId: rosa.personId } })).toBe(0);
  });

  it('is recorded, with what was said', async () => {
    await zones().answer(rosa, { zone: PARIS, answer: 'keep' });
    const acts = await clinic.read.auditEvent.findMany({
      where: { actorId: rosa.personId },
      select: { action: true, reason: true },
    });
    expect(acts).toEqual([{ action: 'answer-zone', reason: 'keep' }]);
  });
});
