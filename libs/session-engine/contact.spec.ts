import fc from 'fast-check';
import { HOUR, MINUTE, SECOND } from '#kernel';
import { happenedFrom } from './contact.js';
import type { Entry } from './entry.js';
import { initialState, reduce } from './reduce.js';
import type { SessionState } from './state.js';
import { sublingualHome } from './sublingual-home.js';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const [kit, nina] = ['kit', 'nina'];

function heard(personId: string, ...minutes: number[]): SessionState {
  return minutes.reduce((state, minute, i) => {
    const at = NOON + minute * MINUTE;
    const author = { personId, role: 'chaperone' } as const;
    const entry: Entry = { id: `${i}`, seq: i + 1, type: 'arrival', payload: {}, happenedAt: at, recordedAt: at, author };
    return reduce(state, entry, sublingualHome.plan).state;
  }, initialState());
}
const earliest = (state: SessionState, personId: string, minute: number) =>
  (happenedFrom(state, personId, NOON + minute * MINUTE) - NOON) / MINUTE;

describe('the earliest time that a person can still tell of', () => {
  it('is half a day ago for somebody who has said nothing yet', () => {
    expect(happenedFrom(initialState(), kit!, NOON)).toBe(NOON - 12 * HOUR);
    expect(happenedFrom(heard(nina!, 0), kit!, NOON)).toBe(NOON - 12 * HOUR);
  });
  it('is when they were heard before', () => {
    expect(earliest(heard(kit!, 0), kit!, 40)).toBe(0);
    expect(earliest(heard(kit!, 0, 15, 30), kit!, 40)).toBe(30);
  });
  it('leaves each entry of a phone that was offline its own time, in whichever order they come', () => {
    expect(earliest(heard(kit!, 0, 40), kit!, 40)).toBe(0);
    expect(earliest(heard(kit!, 0, 40, 40.2, 41), kit!, 41.5)).toBe(0);
    expect(earliest(heard(kit!, 0, 40, 40.2, 41), kit!, 42)).toBe(40);
  });
  it('is never more than four minutes ago for somebody who is heard all the time, and never falls', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 10, maxLength: 200 });
    fc.assert(
      fc.property(steps, (gapsSec) => {
        let [state, at, last] = [initialState(), NOON, 0];
        for (const [i, gap] of gapsSec.entries()) {
          at += gap * SECOND;
          const from = happenedFrom(state, kit!, at);
          const isLongHeard = at - NOON > 6 * MINUTE;
          if (from < last || from > at || (isLongHeard && at - from > 5 * MINUTE)) return false;
          last = from;
          const author = { personId: kit!, role: 'chaperone' } as const;
          const entry: Entry = { id: `${i}`, seq: i + 1, type: 'arrival', payload: {}, happenedAt: at, recordedAt: at, author };
          state = reduce(state, entry, sublingualHome.plan).state;
        }
        return true;
      }),
    );
  });
});
