import type { Rota } from '#contracts';
import { dayAfter, isUncovered, rotaDays } from './days.js';

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 10, day, hour + 7)).toISOString(); // Phoenix
const rota = (duties: [number, number, number, number][], gaps: [number, number, number, number][]): Rota => ({
  zone: 'America/Phoenix',
  startsAt: at(24, 0),
  endsAt: at(27, 0),
  people: [],
  duties: duties.map(([d, h, e, i], n) => ({
    id: String(n),
    personId: 'nina',
    displayName: 'Nina',
    startsAt: at(d, h),
    endsAt: at(e, i),
    mayAnswer: true,
  })),
  gaps: gaps.map(([d, h, e, i]) => ({ startsAt: at(d, h), endsAt: at(e, i) })),
});

describe('the days of a rota', () => {
  it('are all of them, and what goes over midnight stands on each of its days', () => {
    const days = rotaDays(rota([[24, 20, 25, 8]], [[25, 8, 27, 0]]));
    expect(days.map(({ day, duties, gaps }) => [day, duties.length, gaps.length])).toEqual([
      ['2026-11-24', 1, 0],
      ['2026-11-25', 1, 1],
      ['2026-11-26', 0, 1],
    ]);
  });

  it('do not hold what ends at their midnight', () => {
    expect(rotaDays(rota([[24, 20, 25, 0]], [])).map(({ duties }) => duties.length)).toEqual([1, 0, 0]);
  });

  it('follow each other over the end of a month', () => {
    expect([dayAfter('2026-11-30', 1), dayAfter('2026-12-01', -1)]).toEqual(['2026-12-01', '2026-11-30']);
  });
});

it('finds an appointment that a gap touches, and none that begins where it ends', () => {
  const { gaps } = rota([], [[24, 10, 24, 12]]);
  const from = (hour: number) => ({ startsAt: at(24, hour), endsAt: at(24, hour + 2) });
  expect([8, 9, 11, 12].map((hour) => isUncovered(from(hour), gaps))).toEqual([false, true, true, false]);
});
