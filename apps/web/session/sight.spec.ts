import { isBlind, look, sightAt } from './sight.js';

describe('how well a screen sees', () => {
  it('sees for twelve seconds after the last heartbeat', () => {
    const sight = look(sightAt(0), 4_000, 3, { lastSeq: 3 });
    expect(isBlind(sight, 16_000)).toBe(false);
    expect(isBlind(sight, 16_001)).toBe(true);
  });
  it('is blind when an announced entry does not come within five seconds', () => {
    const announced = look(sightAt(0), 1_000, 3, { lastSeq: 4 });
    const beaten = look(announced, 5_000, 3, { lastSeq: 4 });
    expect(isBlind(beaten, 6_000)).toBe(false);
    expect(isBlind(beaten, 6_001)).toBe(true);
  });
  it('sees again as soon as the entry is folded', () => {
    const behind = look(sightAt(0), 1_000, 3, { lastSeq: 4 });
    expect(isBlind(look(behind, 7_000, 4), 7_000)).toBe(false);
  });
  it('does not start to count anew while it stays behind', () => {
    let sight = look(sightAt(0), 1_000, 3, { lastSeq: 4 });
    for (let at = 2_000; at <= 7_000; at += 1_000) sight = look(sight, at, 3, { lastSeq: 4 + at / 1_000 });
    expect(isBlind(sight, 7_000)).toBe(true);
  });
  it('learns nothing about hearing from what was folded', () => {
    const sight = look(sightAt(0), 11_000, 9);
    expect(isBlind(sight, 12_001)).toBe(true);
  });
});
