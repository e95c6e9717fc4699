import type { WeeklyTime } from '#contracts';
import { type Draft, draftProblem, fromClock, nextHours, reasonWords, stretches, toClock } from './hours-draft.js';

const draft = (own: Partial<Draft> = {}): Draft => ({
  ...{ zone: null, weekly: [], overrides: [], timeOff: [], travels: [] },
  ...{ pauseBeforeMin: 0, pauseAfterMin: 0, noticeMin: 0, dailyCap: null, kinds: null },
  ...own,
});
const hours = (fromMin: number, toMin: number): WeeklyTime => ({ isoWeekday: 1, fromMin, toMin, firstDay: null, lastDay: null });

describe('times of a day', () => {
  it('read as they are written, and midnight ends a day', () => {
    for (const minute of [0, 5, 510, 1439]) expect(fromClock(toClock(minute))).toBe(minute);
    expect([toClock(1440), fromClock('00:00', true), fromClock('')]).toEqual(['00:00', 1440, null]);
  });
  it('are offered after those that are there', () => {
    expect(nextHours([], 1)).toMatchObject({ fromMin: 540, toMin: 1020 });
    expect(nextHours([hours(540, 720)], 1)).toMatchObject({ fromMin: 750, toMin: 990 });
    expect(nextHours([hours(540, 1440)], 1)).toMatchObject({ fromMin: 540, toMin: 1020 });
  });
});

describe('a draft', () => {
  it('is saved when it hangs together, and says why it does not', () => {
    expect(draftProblem(draft({ weekly: [hours(540, 1020)] }))).toBeNull();
    expect(draftProblem(draft({ weekly: [hours(1320, 120)] }))).toMatch(/night/);
    expect(draftProblem(draft({ travels: [{ zone: 'UTC', firstDay: '2027-01-02', lastDay: '2027-01-01' }] }))).toMatch(/before/);
    expect(draftProblem(draft({ overrides: [{ day: '', hours: [] }] }))).toMatch(/missing/);
    const twice = { day: '2027-01-02', hours: [] };
    expect(draftProblem(draft({ overrides: [twice, twice] }))).toMatch(/twice/);
  });
});

it('has words for every reason', () => {
  expect(reasonWords('away')).toMatch(/Away/);
  expect(reasonWords('something new')).toMatch(/long enough/);
});

it('shows starts that follow one another as one stretch', () => {
  expect(stretches([0, 30, 60, 150, 210])).toEqual([
    [0, 60],
    [150, 150],
    [210, 210],
  ]);
  expect([stretches([]), stretches([5])]).toEqual([[], [[5, 5]]]);
});
