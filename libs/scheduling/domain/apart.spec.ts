import fc from 'fast-check';

import { DAY, HOUR } from '#kernel';
import { apartRules, type PlannedStart, type WantedPoint } from './apart.js';
import { search, slots } from './search.js';

const START = Date.UTC(2027, 0, 4, 10);
const point = (number: number, days: number, apartDays = 7, courseId = 'one'): PlannedStart => ({
  ...{ courseId, number, apartDays },
  startsAt: START + days * DAY,
});
const wanted = (number: number, apartDays = 7, notBefore: number | null = null, courseId = 'one'): WantedPoint => ({
  ...{ courseId, number, apartDays, afterDays: apartDays, notBefore },
});

/** Which days after the first one can be had at the same hour, of a month before it and one after it. */
function possible(own: WantedPoint, booked: readonly PlannedStart[]): number[] {
  const within = { from: START - 30 * DAY, to: START + 31 * DAY };
  const grid = { everyMin: 60, table: null };
  const found = search({ within, grid, rules: apartRules(own, booked), people: [] });
  return slots(found)
    .filter((at) => (at - START) % DAY === 0)
    .map((at) => (at - START) / DAY);
}
const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('appointments of a course', () => {
  it('stand so many days after the one before, to the very minute', () => {
    expect(possible(wanted(2), [point(1, 0)])).toEqual(days(7, 30));
    const rules = apartRules(wanted(2), [point(1, 0)]);
    const within = { from: START + 7 * DAY - HOUR, to: START + 7 * DAY + HOUR };
    expect(slots(search({ within, grid: { everyMin: 1, table: null }, rules, people: [] }))[0]).toBe(START + 7 * DAY);
  });

  it('stand so many days before the next one', () => {
    expect(possible(wanted(1), [point(2, 0)])).toEqual(days(-30, -7));
    expect(possible(wanted(2), [point(1, 0), point(3, 20)])).toEqual(days(7, 13));
    expect(possible(wanted(2), [point(1, 0), point(3, 13)])).toEqual([]);
  });

  it('come in their order, however far apart', () => {
    expect(possible(wanted(1), [point(2, 0, 0)]).every((day) => day < 0)).toBe(true);
    expect(possible(wanted(2, 0), [point(1, 0, 0)])).toEqual(days(1, 30));
  });

  it('do not stand in the way of their own move', () => {
    expect(possible(wanted(2), [point(1, 0), point(2, 7)])).toEqual(days(7, 30));
  });

  it('of two distances keep the longer, of another course too', () => {
    expect(possible(wanted(1, 3), [point(1, 0, 10, 'other')])).toEqual([...days(-30, -10), ...days(10, 30)]);
    expect(possible(wanted(1, 10), [point(4, 0, 3, 'other')])).toEqual([...days(-30, -10), ...days(10, 30)]);
  });

  it('of two phases keep the distance of the phase that the later one is in', () => {
    const [lastOfFirst, firstOfSecond] = [
      { ...wanted(2, 28), afterDays: 3 },
      { ...wanted(3, 28), afterDays: 28 },
    ];
    expect(possible(lastOfFirst, [point(1, 0, 3)])).toEqual(days(3, 30));
    expect(possible(lastOfFirst, [point(1, 0, 3), point(3, 30, 28)])).toEqual([]);
    expect(possible(firstOfSecond, [point(1, -3, 3), point(2, 0, 28)])).toEqual(days(28, 30));
    expect(possible({ ...wanted(2, 7), afterDays: 10 }, [point(1, 0, 7)])).toEqual(days(10, 30)); // signed anew meanwhile
  });

  it('wait as long after what was done', () => {
    expect(possible(wanted(2, 7, START + 5 * DAY), [])).toEqual(days(5, 30));
  });

  it('wait for the visit after the one before, and not for one that follows none', () => {
    const visit = { from: START + 20 * HOUR, to: START + 30 * HOUR };
    const within = { from: START, to: START + 2 * DAY };
    const hoursOf = (booked: readonly PlannedStart[]) => {
      const rules = apartRules(wanted(2, 1), booked, [visit]);
      return slots(search({ within, grid: { everyMin: 60, table: null }, rules, people: [] })).map((at) => (at - START) / HOUR);
    };
    expect(hoursOf([point(1, 0, 1)])[0]).toBe(30);
    expect(hoursOf([point(1, -1, 1)])).toEqual(hoursOf([point(1, -1, 1), point(2, 0, 1)])); // its own old place counts for nothing
    expect(hoursOf([])).toHaveLength(48);
  });

  it('are exactly those that a slow look at each pair allows', () => {
    const numbers = fc.integer({ min: 1, max: 6 });
    const apart = fc.integer({ min: 0, max: 9 });
    const planned = fc.record({
      ...{ courseId: fc.constantFrom('one', 'other'), number: numbers, apartDays: apart },
      startsAt: fc.integer({ min: -30 * 24, max: 30 * 24 }).map((hours) => START + hours * HOUR),
    });
    const asked = fc.record({
      ...{ courseId: fc.constant('one'), number: numbers, apartDays: apart, afterDays: apart },
      notBefore: fc.option(fc.integer({ min: -30 * 24, max: 30 * 24 }).map((hours) => START + hours * HOUR)),
    });
    fc.assert(
      fc.property(asked, fc.array(planned, { maxLength: 5 }), (own, booked) => {
        const within = { from: START - 30 * DAY, to: START + 30 * DAY };
        const found = slots(search({ within, grid: { everyMin: 60, table: null }, rules: apartRules(own, booked), people: [] }));
        const slow: number[] = [];
        for (let at = within.from; at < within.to; at += HOUR) if (isAllowed(at, own, booked)) slow.push(at);
        expect(found).toEqual(slow);
      }),
    );
  });
});

/** The law in plain words, one pair after the other. */
function isAllowed(at: number, own: WantedPoint, booked: readonly PlannedStart[]): boolean {
  if (own.notBefore !== null && at < own.notBefore) return false;
  return booked.every((other) => {
    if (other.courseId === own.courseId && other.number === own.number) return true;
    const isBefore = other.number < own.number;
    const asked =
      other.courseId !== own.courseId
        ? [own.afterDays, own.apartDays, other.apartDays]
        : isBefore
          ? [own.afterDays, other.apartDays]
          : [own.apartDays];
    if (asked.some((days) => Math.abs(at - other.startsAt) < days * DAY)) return false;
    if (other.courseId !== own.courseId) return true;
    return other.number < own.number ? other.startsAt < at : at < other.startsAt;
  });
}
