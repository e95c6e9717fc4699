import { hear, isBlind, look, sightAt } from './sight.js';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const beat = (lastSeq: number, atSec: number) => ({ lastSeq, at: NOON + atSec * 1_000 });

describe('how well a screen sees', () => {
  it('sees for twelve seconds after it opened, and after each heartbeat', () => {
    expect(isBlind(sightAt(0), 12_000)).toBe(false);
    expect(isBlind(sightAt(0), 12_001)).toBe(true);
    const sight = hear(sightAt(0), 4_000, 3, beat(3, 0));
    expect(isBlind(sight, 16_000)).toBe(false);
    expect(isBlind(sight, 16_001)).toBe(true);
  });
  it('is blind when an announced entry does not come within five seconds, however often it is announced', () => {
    let sight = hear(sightAt(0), 1_000, 3, beat(4, 0));
    expect(isBlind(sight, 6_000)).toBe(false);
    sight = hear(sight, 6_000, 3, beat(5, 5));
    expect(isBlind(sight, 6_001)).toBe(true);
  });
  it('sees again as soon as the entry is folded', () => {
    const behind = hear(sightAt(0), 1_000, 3, beat(4, 0));
    expect(isBlind(look(behind, 7_000, 3), 7_000)).toBe(true);
    expect(isBlind(look(behind, 7_000, 4), 7_000)).toBe(false);
  });
  it('learns nothing about hearing from what was folded', () => {
    expect(isBlind(look(sightAt(0), 11_000, 9), 12_001)).toBe(true);
  });
  it('does not hear a heartbeat that tells the same time again', () => {
    const first = hear(sightAt(0), 1_000, 3, beat(3, 0));
    const again = hear(first, 6_000, 3, beat(3, 0));
    expect(isBlind(again, 13_001)).toBe(true);
  });
  it('does not hear what waited while the page was frozen, but what comes after it', () => {
    const first = hear(sightAt(0), 1_000, 3, beat(3, 0));
    const thawed = [5, 10].reduce((sight, sec) => hear(sight, 60_000, 3, beat(3, sec)), first);
    expect(isBlind(thawed, 60_000)).toBe(true);
    expect(isBlind(hear(thawed, 61_000, 3, beat(3, 60)), 61_000)).toBe(false);
  });
  it('still learns from a late heartbeat that there is something to read', () => {
    const first = hear(sightAt(0), 1_000, 3, beat(3, 0));
    expect(hear(first, 60_000, 3, beat(9, 5))).toMatchObject({ announcedSeq: 9, behindSince: 60_000 });
  });
  it('hears through a demo clock that is moved forward', () => {
    const first = hear(sightAt(0), 1_000, 3, beat(3, 0));
    expect(isBlind(hear(first, 6_000, 3, beat(3, 905)), 17_000)).toBe(false);
  });
  it('believes an answer to its own question also when the server has set its clock back', () => {
    const first = hear(sightAt(0), 1_000, 3, beat(3, 0));
    const unheard = hear(first, 20_000, 3, beat(3, -600));
    expect(isBlind(unheard, 20_000)).toBe(true);
    const answered = hear(unheard, 21_000, 3, beat(3, -599), true);
    expect(isBlind(hear(answered, 26_000, 3, beat(3, -594)), 33_000)).toBe(false);
  });
});
