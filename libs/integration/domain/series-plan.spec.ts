import fc from 'fast-check';

import { DAY, HOUR, MINUTE, offsetMinAt, type Span, toLocal, type ZoneTable } from '#kernel';
import {
  areApart,
  inSeries,
  LOOK_DAYS,
  planSeries,
  type SeriesWish,
  type Spaced,
  seriesTargets,
  shiftedTarget,
  type Target,
} from './series-plan.js';

const at = (iso: string) => Date.parse(iso);
const day = (iso: string) => at(`${iso}T00:00:00Z`) / DAY;
const table = (zone: string, ...changes: [string, number][]): ZoneTable => ({
  zone,
  changes: changes.map(([iso, offsetMin]) => ({ at: at(iso), offsetMin })),
});
const newYork = table(
  'America/New_York',
  ['2026-01-01T00:00:00Z', -300],
  ['2026-03-08T07:00:00Z', -240],
  ['2026-11-01T06:00:00Z', -300],
);
const lordHowe = table(
  'Australia/Lord_Howe',
  ['2026-01-01T00:00:00Z', 660],
  ['2026-04-04T15:00:00Z', 630],
  ['2026-10-03T15:30:00Z', 660],
);
const apia = table('Pacific/Apia', ['2011-01-01T00:00:00Z', -600], ['2011-12-30T10:00:00Z', 840]); // a day that never was
const phoenix = table('America/Phoenix', ['2026-01-01T00:00:00Z', -420]);

const LONG_AGO = at('2000-01-01T00:00:00Z');
const wish = (different: Partial<SeriesWish> = {}): SeriesWish => ({
  ...{ firstDay: day('2026-02-23'), isoWeekday: 2, minute: 600, everyDays: 7 },
  ...different,
});
/** Everything on the half hour, but for what is taken. */
const open =
  (isTaken: (at: number) => boolean = () => false) =>
  async (_: number, { from, to }: Span) => {
    const times: { startsAt: number }[] = [];
    for (let startsAt = Math.ceil(from / (30 * MINUTE)) * 30 * MINUTE; startsAt < to; startsAt += 30 * MINUTE)
      if (!isTaken(startsAt)) times.push({ startsAt });
    return times;
  };
/** Of these numbers, each as far from the one before it as said. */
const numbered = (...numbers: readonly number[]): Spaced[] => numbers.map((number) => ({ number, afterDays: 0 }));
const starts = (members: readonly { time: { startsAt: number } | null }[]) =>
  members.map(({ time }) => time && new Date(time.startsAt).toISOString().slice(0, 16));

describe('what is wanted of a series', () => {
  it('stays at its time on the wall over both changes of the clocks', () => {
    const spring = seriesTargets(wish(), numbered(1, 2, 3), LONG_AGO, newYork);
    expect(spring.map((one) => new Date(one.at).toISOString().slice(0, 16))).toEqual([
      '2026-02-24T15:00',
      '2026-03-03T15:00',
      '2026-03-10T14:00',
    ]);
    const autumn = seriesTargets(wish({ firstDay: day('2026-10-27') }), numbered(1, 2), LONG_AGO, newYork);
    expect(autumn.map((one) => new Date(one.at).toISOString().slice(0, 16))).toEqual(['2026-10-27T14:00', '2026-11-03T15:00']);
    const half = seriesTargets(wish({ firstDay: day('2026-03-30') }), numbered(1, 2), LONG_AGO, lordHowe);
    expect(half.map((one) => toLocal(lordHowe, one.at).minute)).toEqual([600, 600]);
  });

  it('says when a day has no such time, and of a repeated one takes the first', () => {
    const sunday = { isoWeekday: 7, firstDay: day('2026-03-01') };
    const skipped = seriesTargets(wish({ ...sunday, minute: 150 }), numbered(1, 2), LONG_AGO, newYork);
    expect(skipped.map(({ isSkipped }) => isSkipped)).toEqual([false, true]);
    expect(new Date(skipped[1]!.at).toISOString()).toBe('2026-03-08T07:30:00.000Z');
    const repeated = seriesTargets(
      wish({ isoWeekday: 7, firstDay: day('2026-11-01'), minute: 90 }),
      numbered(1),
      LONG_AGO,
      newYork,
    );
    expect([repeated[0]!.isSkipped, new Date(repeated[0]!.at).toISOString()]).toEqual([false, '2026-11-01T05:30:00.000Z']);
  });

  it('goes on behind a day that never was', () => {
    const friday = { isoWeekday: 5, firstDay: day('2011-12-23') };
    expect(seriesTargets(wish(friday), numbered(1, 2, 3), LONG_AGO, apia).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('begins in the week in which it is not too early any more', () => {
    const [first] = seriesTargets(wish(), numbered(4), at('2026-02-24T15:00:01Z'), newYork);
    expect([first!.number, new Date(first!.at).toISOString()]).toEqual([4, '2026-03-03T15:00:00.000Z']);
  });

  it('is shifted by days, to another time of day', () => {
    const shifted = shiftedTarget(2, at('2026-03-03T15:00:00Z'), 8, 660, newYork);
    expect(new Date(shifted.at).toISOString()).toBe('2026-03-11T15:00:00.000Z');
  });
});

const apart = (...days: readonly number[]): Spaced[] => days.map((afterDays, i) => ({ number: i + 1, afterDays }));

describe('a series', () => {
  const plan = (targets: readonly Target[], apartDays = 7, look = open(), zone = newYork) =>
    planSeries(targets, { afterDays: () => apartDays, notBefore: LONG_AGO, offsetMinAt: (one) => offsetMinAt(zone, one) }, look);

  it('is what was wanted where all is free', async () => {
    const targets = seriesTargets(wish({ everyDays: 14 }), numbered(1, 2, 3), LONG_AGO, newYork);
    expect((await plan(targets)).map(({ time }) => time!.startsAt)).toEqual(targets.map((one) => one.at));
  });

  it('never gives up an hour of the days between, so that a week without one goes on an hour later, and says so', async () => {
    const targets = seriesTargets(wish(), numbered(1, 2, 3, 4), LONG_AGO, newYork);
    const weekly = await plan(targets);
    expect(starts(weekly)).toEqual(['2026-02-24T15:00', '2026-03-03T15:00', '2026-03-10T15:00', '2026-03-17T15:00']);
    expect(weekly.map(({ tooEarly, laterMin }) => [tooEarly, laterMin])).toEqual([
      [null, 0],
      [null, 0],
      ['clocks', 60],
      ['clocks', 60],
    ]);
    const spared = await plan(targets, 6);
    expect(starts(spared)).toEqual(['2026-02-24T15:00', '2026-03-03T15:00', '2026-03-10T14:00', '2026-03-17T14:00']);
    expect(spared.map(({ tooEarly }) => tooEarly)).toEqual([null, null, null, null]);
  });

  it('of every day goes on an hour later, too, and comes back to its time in autumn', async () => {
    const daily = (firstDay: number) =>
      seriesTargets(wish({ firstDay, isoWeekday: 6, everyDays: 1 }), numbered(1, 2, 3), LONG_AGO, newYork);
    const spring = await plan(daily(day('2026-03-07')), 1);
    expect(starts(spring)).toEqual(['2026-03-07T15:00', '2026-03-08T15:00', '2026-03-09T15:00']);
    expect(spring.map(({ tooEarly }) => tooEarly)).toEqual([null, 'clocks', 'clocks']);
    const autumn = await plan(daily(day('2026-10-31')), 1);
    expect(starts(autumn)).toEqual(['2026-10-31T14:00', '2026-11-01T15:00', '2026-11-02T15:00']);
    expect(autumn.map(({ tooEarly }) => tooEarly)).toEqual([null, null, null]);
  });

  it('does not blame the clocks for what was late already', async () => {
    const targets = seriesTargets(wish(), numbered(2, 3), LONG_AGO, newYork).map((one, i) => ({
      ...one,
      at: one.at + (i + 1) * 7 * DAY,
    }));
    const first = targets[0]!.at;
    const members = await plan(
      targets,
      14,
      open((one) => one < first + 3 * HOUR),
    );
    expect(members.map(({ tooEarly, laterMin }) => [tooEarly, laterMin])).toEqual([
      [null, 0],
      ['too-near', 180],
    ]);
  });

  it('takes the nearest where one is taken, and comes back to its rhythm', async () => {
    const targets = seriesTargets(wish({ everyDays: 14 }), numbered(1, 2, 3), LONG_AGO, phoenix);
    const second = targets[1]!.at;
    const members = await plan(
      targets,
      7,
      open((one) => Math.abs(one - second) < 26 * HOUR),
      phoenix,
    );
    expect(members.map(({ time }, i) => (time!.startsAt - targets[i]!.at) / HOUR)).toEqual([0, -26, 0]);
    expect(members[1]!.others.map(({ startsAt }) => (startsAt - second) / HOUR)).toEqual([-27, -26.5, 26, 26.5, 27]);
  });

  it('has a hole where nothing is near, and goes on behind it', async () => {
    const targets = seriesTargets(wish(), numbered(1, 2, 3), LONG_AGO, phoenix);
    const second = targets[1]!.at;
    const members = await plan(
      targets,
      7,
      open((one) => Math.abs(one - second) <= LOOK_DAYS * DAY),
      phoenix,
    );
    expect(members.map(({ time }) => time?.startsAt ?? null)).toEqual([targets[0]!.at, null, targets[2]!.at]);
    expect(members[1]!.others).toEqual([]);
  });

  it('knows a series that stands too near', () => {
    expect([
      areApart([0, 7 * DAY, 14 * DAY], apart(7, 7, 7)),
      areApart([0, 7 * DAY - 1], apart(7, 7)),
      areApart([7 * DAY, 0], apart(0, 0)),
      areApart([], []),
      areApart([0, 3 * DAY, 31 * DAY], apart(3, 3, 28)),
      areApart([0, 3 * DAY, 30 * DAY], apart(3, 3, 28)),
    ]).toEqual([true, false, false, true, true, false]);
    expect(inSeries(apart(7, 1, 0)).map(({ afterDays }) => afterDays)).toEqual([7, 1, 1]);
  });

  it('goes over to the days of another phase with the first of it', async () => {
    const [firstDay, days] = [day('2026-02-23'), [3, 3, 3, 28, 28]];
    const series = days.map((afterDays, i) => ({ number: i + 1, afterDays }));
    const targets = seriesTargets(wish({ firstDay, isoWeekday: 1, everyDays: 3 }), series, LONG_AGO, phoenix);
    const afterDays = (number: number) => days[number - 1]!;
    const members = await planSeries(targets, { afterDays, notBefore: LONG_AGO, offsetMinAt: () => -420 }, open());
    expect(members.map(({ time, tooEarly }) => [time!.startsAt - targets[0]!.at, tooEarly])).toEqual(
      [0, 3, 6, 34, 62].map((after) => [after * DAY, null]),
    );
  });

  it('is what a slow look at every half hour finds', async () => {
    const zones = fc.constantFrom(newYork, lordHowe, phoenix);
    const asked = fc.record({
      firstDay: fc.integer({ min: day('2026-02-01'), max: day('2026-11-01') }),
      isoWeekday: fc.integer({ min: 1, max: 7 }),
      minute: fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
      everyDays: fc.integer({ min: 1, max: 15 }),
    });
    const busy = fc.array(fc.record({ from: fc.integer({ min: 0, max: 90 * 48 }), halves: fc.integer({ min: 1, max: 700 }) }), {
      maxLength: 6,
    });
    const runs = { numRuns: process.env['PROVE'] ? 2_000 : 60 };
    await fc.assert(
      fc.asyncProperty(
        zones,
        asked,
        fc.integer({ min: 0, max: 15 }),
        fc.integer({ min: 1, max: 5 }),
        busy,
        async (zone, wanted, apartDays, count, taken) => {
          const begin = wanted.firstDay * DAY - 10 * DAY;
          const isTaken = (one: number) =>
            taken.some(({ from, halves }) => begin + from * 30 * MINUTE <= one && one < begin + (from + halves) * 30 * MINUTE);
          const series = numbered(...Array.from({ length: count }, (_, i) => i + 1));
          const notBefore = wanted.firstDay * DAY + 5 * HOUR;
          const targets = seriesTargets(wanted, series, notBefore, zone);
          const distance = { afterDays: () => apartDays, notBefore, offsetMinAt: (one: number) => offsetMinAt(zone, one) };
          const members = await planSeries(targets, distance, open(isTaken));
          expect(members.map(({ time }) => time?.startsAt ?? null)).toEqual(
            slowly(zone, wanted, { apartDays, count, notBefore, isTaken }),
          );
          const had = members.flatMap(({ time }) => (time ? [time.startsAt] : []));
          const spaced = had.map(() => ({ afterDays: apartDays }));
          expect(areApart(had, spaced) && had.every((one) => one >= notBefore && !isTaken(one))).toBe(true);
          if (taken.length) return;
          // Where all is free nothing is later than it was wanted without saying why, and the clocks are to blame only where they changed.
          for (const [i, { at: wantedAt, time, tooEarly }] of members.entries()) {
            expect(time!.startsAt === wantedAt || tooEarly !== null).toBe(true);
            const changes = zone.changes.filter((one) => targets[0]!.at < one.at && one.at <= wantedAt);
            if (tooEarly === 'clocks') expect([i, changes.length]).not.toEqual([i, 0]);
          }
        },
      ),
      runs,
    );
  });
});

type Slow = Readonly<{ apartDays: number; count: number; notBefore: number; isTaken: (at: number) => boolean }>;

/** The same by looking at everything: each half hour that there is, and each minute of a day for what a clock on the wall shows. */
function slowly(zone: ZoneTable, wanted: SeriesWish, { apartDays, count, notBefore, isTaken }: Slow): (number | null)[] {
  const onWall = (wallDay: number): number => {
    let skipped: number | null = null;
    for (let one = (wallDay - 1) * DAY; one < (wallDay + 2) * DAY; one += MINUTE) {
      const local = toLocal(zone, one);
      if (local.day === wallDay && local.minute === wanted.minute) return one;
      if (skipped === null && local.day * DAY + local.minute * MINUTE > wallDay * DAY + wanted.minute * MINUTE) skipped = one;
    }
    // no clock shows it: as long after the change as the time lies after where the clocks stood
    const before = toLocal(zone, skipped! - MINUTE);
    return skipped! + (wallDay * DAY + wanted.minute * MINUTE - (before.day * DAY + (before.minute + 1) * MINUTE));
  };
  let first = wanted.firstDay;
  while (new Date(first * DAY).getUTCDay() % 7 !== wanted.isoWeekday % 7 || onWall(first) < notBefore) first++;
  const found: (number | null)[] = [];
  for (let i = 0; i < count; i++) {
    const target = onWall(first + i * wanted.everyDays);
    const last = found.filter((one) => one !== null).at(-1);
    const earliest = last === undefined ? notBefore : last! + apartDays * DAY;
    let best: number | null = null;
    const [from, to] = [target - LOOK_DAYS * DAY, Math.max(target, earliest) + LOOK_DAYS * DAY];
    for (let one = Math.floor(from / DAY) * DAY; one < to; one += 30 * MINUTE) {
      if (one < from || one < earliest || isTaken(one)) continue;
      if (best === null || Math.abs(one - target) < Math.abs(best - target)) best = one;
    }
    found.push(best);
  }
  return found;
}
