import { countWords, rhythmWords, timeWords, whyNotWords } from './words.js';

const member = { number: 2, wantedAt: '2027-03-17T17:00:00Z', isSkipped: false, laterMin: 0, time: null, others: [], whyNot: [] };
const plain = (words: string) => words.replace(/ /g, ' ');

describe('the words of a series', () => {
  it('say why a session is not when it was wanted, each reason once', () => {
    const whyNot = [
      { code: 'taken', who: 'Tom Reyes' },
      { code: 'taken', who: 'Tom Reyes' },
      { code: 'closed', who: null },
    ];
    expect(plain(whyNotWords({ ...member, whyNot }, 'America/New_York'))).toBe(
      'Not on Wednesday, March 17, 1:00 PM: Tom Reyes has something else then; the clinic is closed then.',
    );
    expect(whyNotWords(member, 'America/New_York')).toBe('');
    expect(whyNotWords({ ...member, whyNot: [{ code: 'new', who: null }] }, 'UTC')).toContain('it cannot be booked');
    expect(whyNotWords({ ...member, isSkipped: true }, 'America/New_York')).toContain('clocks go forward');
  });

  it('say that the clocks make a session later, and by how much', () => {
    const clocks = (laterMin: number) =>
      whyNotWords({ ...member, laterMin, whyNot: [{ code: 'clocks', who: null }] }, 'America/New_York');
    expect(clocks(60)).toContain('An hour later because of the change of the clocks');
    expect(clocks(30)).toContain('Half an hour later');
    expect(clocks(45)).toContain('45 minutes later');
  });

  it('have both zones when they differ', () => {
    const time = { startsAt: '2027-03-17T17:00:00Z' };
    expect(plain(timeWords(time, { zone: 'America/New_York', clinicZone: 'America/New_York' }))).toBe(
      'Wednesday, March 17, 1:00 PM',
    );
    expect(timeWords(time, { zone: 'America/Phoenix', clinicZone: 'America/New_York' })).toContain('at the clinic');
  });

  it('count, and name a rhythm', () => {
    expect([countWords(1), countWords(3), rhythmWords(14), rhythmWords(10)]).toEqual([
      '1 session',
      '3 sessions',
      'every two weeks',
      'every 10 days',
    ]);
  });
});
