import type { MoveAnswer, ScheduleEntry } from '#contracts';
import { answerWords, bestTimes, nearest, reasonsWords, stepped, verdictOf } from './answers.js';

const MIDNIGHT = Date.parse('2026-12-01T00:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const answer = (hour: number, ...codes: string[]): MoveAnswer => ({
  startsAt: new Date(MIDNIGHT + hour * HOUR).toISOString(),
  visitStartsAt: codes.length ? null : new Date(MIDNIGHT + (hour + 24) * HOUR).toISOString(),
  whyNot: codes.map((code) => ({ code, who: 'Tom Brandt' })),
});
const entry = { startsAt: new Date(MIDNIGHT + 10 * HOUR).toISOString() } as ScheduleEntry;

describe('the words of an answer', () => {
  it('say every reason once, and whose', () => {
    const whyNot = [
      { code: 'away', who: 'Tom Brandt' },
      { code: 'closed', who: null },
      { code: 'closed', who: null },
    ];
    expect(reasonsWords(whyNot)).toBe('Tom Brandt is away, and the clinic is closed');
    expect(answerWords(entry, answer(9, 'taken'), 'UTC')).toBe(
      'Tuesday, December 1, 9:00 AM: not possible, because Tom Brandt has something else then.',
    );
  });

  it('say what moves with it, and where it is already', () => {
    expect(answerWords(entry, answer(11), 'UTC')).toContain('possible. The visit would be on Wednesday, December 2, 11:00 AM');
    expect(verdictOf(entry, answer(10))).toBe('own');
    expect(verdictOf(entry, answer(10.5, 'away'))).toBe('not');
  });

  it('have words for whatever the engine may come to say', () => {
    expect(reasonsWords([{ code: 'something-new', who: null }])).toBe('the rules do not allow it');
  });
});

describe('a step', () => {
  const answers = [answer(9), answer(9.5, 'away'), answer(10), answer(33, 'away'), answer(33.5), answer(34)];
  const days = [MIDNIGHT, MIDNIGHT + DAY];

  it('goes to the start beside it, and stays at the ends', () => {
    expect(stepped(answers, 1, { by: 'start', direction: 1 }, days)).toBe(2);
    expect(stepped(answers, 0, { by: 'start', direction: -1 }, days)).toBe(0);
    expect(stepped(answers, 5, { by: 'start', direction: 1 }, days)).toBe(5);
  });

  it('goes to the next start that is possible, over all that are not', () => {
    expect(stepped(answers, 2, { by: 'possible', direction: 1 }, days)).toBe(4);
    expect(stepped(answers, 2, { by: 'possible', direction: -1 }, days)).toBe(0);
    expect(stepped(answers, 5, { by: 'possible', direction: 1 }, days)).toBe(5);
  });

  it('goes to the same hour of the day beside it, and not out of what is shown', () => {
    expect(stepped(answers, 2, { by: 'day', direction: 1 }, days)).toBe(5);
    expect(stepped(answers, 5, { by: 'day', direction: -1 }, days)).toBe(2);
    expect(stepped(answers, 5, { by: 'day', direction: 1 }, days)).toBe(5);
  });

  it('keeps to the nearest start there is', () => {
    expect(nearest(answers, MIDNIGHT + 9.6 * HOUR)).toBe(1);
    expect(nearest([], MIDNIGHT)).toBeNull();
  });
});

describe('the best times', () => {
  const dayKey = (at: number) => new Date(at).toISOString().slice(0, 10);

  it('are on the soonest days, and on each at the hour that is nearest to the one before', () => {
    const answers = [answer(9), answer(10), answer(14), answer(33), answer(35), answer(57, 'away'), answer(82)];
    expect(bestTimes(answers, MIDNIGHT + 10.6 * HOUR, dayKey, 3).map(({ startsAt }) => startsAt)).toEqual(
      [10, 35, 82].map((hour) => answer(hour).startsAt),
    );
  });

  it('leave out where it is now', () => {
    expect(bestTimes([answer(10)], MIDNIGHT + 10 * HOUR, dayKey, 3)).toEqual([]);
  });
});
