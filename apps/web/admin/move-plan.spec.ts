import type { MoveAnswer } from '#contracts';
import { type Proposal, plannedMoves } from './move-plan.js';

const at = (hour: number): MoveAnswer => ({
  startsAt: new Date(Date.parse('2026-12-01T00:00:00Z') + hour * 3_600_000).toISOString(),
  visitStartsAt: null,
  whyNot: [],
});
const proposal = (sessionId: string, ...hours: number[]) => ({ sessionId, times: hours.map(at) }) as unknown as Proposal;
const told = (...proposals: Proposal[]) =>
  plannedMoves(proposals).map(({ proposal: { sessionId }, to }) => [sessionId, to.startsAt]);

describe('moving all', () => {
  it('gives each its best time', () => {
    expect(told(proposal('a', 10, 34), proposal('b', 15))).toEqual([
      ['a', at(10).startsAt],
      ['b', at(15).startsAt],
    ]);
  });

  it('never puts two near each other, and leaves out who has no other time', () => {
    expect(told(proposal('a', 10), proposal('b', 12, 34), proposal('c', 9))).toEqual([
      ['a', at(10).startsAt],
      ['b', at(34).startsAt],
    ]);
  });
});
