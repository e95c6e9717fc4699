import fc from 'fast-check';

import { type Entry, replay, sublingualHome } from '#session-engine';
import { emptyLog, hasGap, takeEntries } from './live-log.js';

const { plan } = sublingualHome;
const vitals = { systolicMmHg: 124, diastolicMmHg: 78, heartRateBpm: 70, hasSymptoms: false };
const types = ['arrival', 'vitals', 'chaperone-left'] as const;
const entry = (seq: number): Entry =>
  ({
    id: `id-${seq}`,
    seq,
    type: types[seq % 3]!,
    payload: seq % 3 === 1 ? vitals : {},
    happenedAt: seq * 1_000,
    recordedAt: seq * 1_000,
    author: { personId: 'c', role: 'chaperone' },
  }) as Entry;
const whole = Array.from({ length: 12 }, (_, at) => entry(at + 1));
const seqs = (entries: readonly Entry[]) => entries.map(({ seq }) => seq);

describe('takeEntries', () => {
  it('folds in the order of seq and holds back what comes after a gap', () => {
    const log = takeEntries(emptyLog(plan), [entry(4), entry(1), entry(2)]);
    expect([log.state.seq, seqs(log.waiting), hasGap(log)]).toEqual([2, [4], true]);
    const filled = takeEntries(log, [entry(3)]);
    expect([filled.state.seq, hasGap(filled), seqs(filled.entries)]).toEqual([4, false, [1, 2, 3, 4]]);
  });
  it('changes nothing for what it has already', () => {
    const log = takeEntries(emptyLog(plan), [entry(1), entry(2), entry(5)]);
    expect(takeEntries(log, [entry(2), entry(1), entry(5)])).toBe(log);
  });
  it('means the same in whatever order and batches the entries arrive, however often', () => {
    const deliveries = fc
      .shuffledSubarray([...whole, ...whole, ...whole], { minLength: 36 })
      .chain((order) => fc.tuple(fc.constant(order), fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 36, maxLength: 36 })));
    fc.assert(
      fc.property(deliveries, ([order, sizes]) => {
        let log = emptyLog(plan);
        const rest = [...order];
        for (const size of sizes) log = takeEntries(log, rest.splice(0, size));
        expect(seqs(log.entries)).toEqual(seqs(whole));
        expect(log.state).toEqual(replay(plan, whole));
        expect(hasGap(log)).toBe(false);
      }),
    );
  });
});
