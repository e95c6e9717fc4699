import fc from 'fast-check';

import { type Waiting, WORK_ORDER, workOrder } from './work-order.js';

type Work = Waiting<(typeof WORK_ORDER)[number]>;
const work = (kind: Work['kind'], over: Partial<Work> = {}): Work => ({ kind, level: 0, isTaken: false, at: 0, ...over });
const anyWork: fc.Arbitrary<Work> = fc.record({
  kind: fc.constantFrom(...WORK_ORDER),
  level: fc.integer({ min: 0, max: 4 }),
  isTaken: fc.boolean(),
  at: fc.nat(),
});
const isAlert = ({ kind }: Work) => kind === 'session-alert' || kind === 'clinic-alert';

describe('workOrder', () => {
  it('begins with danger and ends with paper', () => {
    const all = [...WORK_ORDER].reverse().map((kind) => work(kind, kind.endsWith('alert') ? { level: 2 } : {}));
    const sorted = workOrder(all).map(({ kind }) => kind);
    expect(new Set(sorted.slice(0, 2))).toEqual(new Set(['session-alert', 'clinic-alert']));
    expect(sorted.slice(2)).toEqual(WORK_ORDER.slice(2));
  });

  it('puts the higher level first, and of two the one that nobody has taken on', () => {
    const [taken, open, worse] = [
      work('session-alert', { level: 3, isTaken: true }),
      work('clinic-alert', { level: 3 }),
      work('session-alert', { level: 4, isTaken: true }),
    ];
    expect(workOrder([taken, open, worse])).toEqual([worse, open, taken]);
  });

  it('puts no paper before an alert that nobody has taken on, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(anyWork), (items) => {
        const sorted = workOrder(items);
        expect(new Set(sorted)).toEqual(new Set(items));
        const last = sorted.findLastIndex((item) => isAlert(item) && !item.isTaken);
        expect(sorted.slice(0, last + 1).every(isAlert)).toBe(true);
      }),
    );
  });

  it('lets what waits longer come first among its like', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (times) => {
        const sorted = workOrder(times.map((at) => work('note-unsigned', { at }))).map(({ at }) => at);
        expect(sorted).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });
});
