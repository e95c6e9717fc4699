import { cityOf, quietWords } from './zone-words.js';

describe('quiet hours on another clock', () => {
  const night = { quietFromMin: 21 * 60, quietToMin: 8 * 60 };
  it.each([
    [0, '21:00 to 08:00'],
    [6 * 60, '03:00 to 14:00'],
    [-9 * 60, '12:00 to 23:00'],
    [5 * 60 + 30, '02:30 to 13:30'],
  ])('that is %i minutes ahead read %s', (aheadMin, words) => {
    expect(quietWords(night, aheadMin)).toBe(words);
  });
  it('are none where there are none', () => {
    expect(quietWords({ quietFromMin: 0, quietToMin: 0 }, 60)).toBeNull();
  });
});

it('a zone is known by its city', () => {
  expect([cityOf('Europe/Paris'), cityOf('America/Argentina/Buenos_Aires'), cityOf('UTC')]).toEqual([
    'Paris',
    'Buenos Aires',
    'UTC',
  ]);
});
