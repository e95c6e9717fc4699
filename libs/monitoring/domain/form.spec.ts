import fc from 'fast-check';
import { DAY, MINUTE } from '#kernel';
import { formDates, type Reading, threeReadings } from './form.js';

const GIVEN = 1_790_000_000_000;
const times = { givenAt: GIVEN, dischargedAt: GIVEN + 130 * MINUTE };
const reading = (minutes: number): Reading => ({ happenedAt: GIVEN + minutes * MINUTE, systolicMmHg: 120, diastolicMmHg: 80 });
const chosen = (...minutes: number[]) => {
  const { before, at40Min, atEnd } = threeReadings(minutes.map(reading), times);
  return [before, at40Min, atEnd].map((one) => one && (one.happenedAt - GIVEN) / MINUTE);
};

describe('the three readings of a form', () => {
  it.each([
    [
      [-20, -5, 38, 50, 90, 121],
      [-5, 38, 121],
    ],
    [
      [121, 38, -5],
      [-5, 38, 121],
    ],
    [
      [-5, 90, 121],
      [-5, null, 121],
    ],
    [[-5], [-5, null, null]],
    [[42], [null, 42, 42]],
    [
      [-5, 40, 131],
      [-5, 40, 40],
    ],
    [[], [null, null, null]],
  ])('of %j are %j minutes from the dose', (minutes, expected) => {
    expect(chosen(...minutes)).toEqual(expected);
  });

  it('are readings of the session, on their side of the dose', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 200 })), (minutes) => {
        const { before, at40Min, atEnd } = threeReadings(minutes.map(reading), times);
        if (before) expect(before.happenedAt).toBeLessThanOrEqual(GIVEN);
        for (const one of [at40Min, atEnd]) if (one) expect(one.happenedAt).toBeGreaterThan(GIVEN);
        for (const one of [before, at40Min, atEnd]) if (one) expect(one.happenedAt).toBeLessThanOrEqual(times.dischargedAt);
      }),
    );
  });
});

it('is due seven days after the discharge, and reminds two days before', () => {
  expect(formDates(GIVEN)).toEqual({ remindAt: GIVEN + 5 * DAY, dueAt: GIVEN + 7 * DAY });
});
