import fc from 'fast-check';
import { DAY, HOUR, MINUTE, toLocal, type ZoneTable } from '#kernel';
import { checkTimes, EVENING, MORNING } from './check-times.js';

const zone = (...changes: [at: number, offsetMin: number][]): ZoneTable => ({
  ...{ zone: 'Test/Zone', changes: changes.map(([at, offsetMin]) => ({ at, offsetMin })) },
});
/** An hour forward on day 100, and back on day 200. */
const changing = (offsetMin: number) =>
  zone(
    [0, offsetMin],
    [100 * DAY + 2 * HOUR - offsetMin * MINUTE, offsetMin + 60],
    [200 * DAY + 2 * HOUR - offsetMin * MINUTE, offsetMin],
  );
const NOON = 50 * DAY + 12 * HOUR;
const asked = (dosedAt: number, dischargedAt: number, where = zone([0, 0])) => {
  const [evening, morning] = checkTimes({ dosedAt, dischargedAt }, where);
  return { evening: evening!, morning: morning! };
};
const anySession = fc.record({
  offsetMin: fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => quarters * 15),
  dosedAt: fc.integer({ min: 30 * DAY, max: 300 * DAY }),
  lengthMin: fc.integer({ min: 1, max: 10 * 60 }),
});

describe('the questions after a session', () => {
  it.each([
    ['at nine, discharged at eleven', 9, 11, '17:00'],
    ['at three, discharged at five', 15, 17, '19:00'],
    ['at six, discharged at eight', 18, 20, '21:00'],
    ['at five, discharged at seven', 17, 19, '20:30'],
    ['at eleven at night, discharged at one', 23, 25, '02:00'],
  ])('come after a dose %s', (_, dosed, discharged, at) => {
    const { evening } = asked(50 * DAY + dosed * HOUR, 50 * DAY + discharged * HOUR);
    expect(new Date(evening.askAt).toISOString().slice(11, 16)).toBe(at);
    expect([evening.remindAt - evening.askAt, evening.callAt - evening.askAt]).toEqual([HOUR, 2 * HOUR]);
  });

  it('come again at eight on the day after the discharge, where the patient lives', () => {
    const { morning } = asked(NOON, NOON + 2 * HOUR);
    expect(morning.askAt).toBe(51 * DAY + 8 * HOUR);
    expect([morning.remindAt - morning.askAt, morning.callAt - morning.askAt]).toEqual([2 * HOUR, 4 * HOUR]);
  });

  it('leave an hour after the discharge, and come in the evening unless that is over', () => {
    fc.assert(
      fc.property(anySession, ({ offsetMin, dosedAt, lengthMin }) => {
        const [where, dischargedAt] = [changing(offsetMin), dosedAt + lengthMin * MINUTE];
        const { askAt } = asked(dosedAt, dischargedAt, where).evening;
        expect(askAt).toBeGreaterThanOrEqual(dischargedAt + EVENING.afterDischargeHours * HOUR);
        const local = toLocal(where, askAt);
        const isInEvening = local.day === toLocal(where, dosedAt).day && local.minute <= EVENING.toMin;
        if (isInEvening) expect(local.minute).toBeGreaterThanOrEqual(EVENING.fromMin);
        else expect(askAt).toBe(dischargedAt + EVENING.afterDischargeHours * HOUR);
      }),
    );
  });

  it('are asked at eight on the wall of the next day, on both days on which clocks change, too', () => {
    fc.assert(
      fc.property(anySession, ({ offsetMin, dosedAt, lengthMin }) => {
        const [where, dischargedAt] = [changing(offsetMin), dosedAt + lengthMin * MINUTE];
        const { morning } = asked(dosedAt, dischargedAt, where);
        expect(toLocal(where, morning.askAt)).toEqual({ day: toLocal(where, dischargedAt).day + 1, minute: MORNING.atMin });
        expect(morning.askAt).toBeGreaterThan(dischargedAt);
      }),
    );
  });
});
