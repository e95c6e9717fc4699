import fc from 'fast-check';

import { HOUR, MINUTE, type Span, union, type ZoneTable } from '#kernel';
import { slotsOfAny } from './any-of.js';
import { type Ask, type Attendance, explain, isBookable, noticeRule, type Rule, search, slots } from './search.js';

const span = (from: number, to: number): Span => ({ from: from * HOUR, to: to * HOUR });
const person = (own: Partial<Attendance>): Attendance => ({
  ...{ who: 'tom', fromMin: 0, toMin: 60, hours: null, away: [], taken: [[]], pauseBeforeMin: 0, pauseAfterMin: 0 },
  ...{ fullDays: [], isOffered: true, resting: [] },
  ...own,
});
const ask = (people: Attendance[], rules: Rule[] = [], within = span(0, 24), everyMin = 30): Ask => ({
  ...{ within, rules, people },
  grid: { everyMin, table: null },
});
const hours = (question: Ask) => slots(search(question)).map((at) => at / HOUR);
const codes = (question: Ask, hour: number) => explain(search(question), hour * HOUR).map(({ code }) => code);

describe('slots', () => {
  it('lists the starts at which everybody has the whole of it free', () => {
    expect(hours(ask([person({ hours: [span(9, 12)] }), person({ hours: [span(10, 13)] })]))).toEqual([10, 10.5, 11]);
  });
  it('looks before the start too, where a share begins before it', () => {
    expect(hours(ask([person({ hours: [span(9, 11)], fromMin: -20, toMin: 10 })]))).toEqual([9.5, 10, 10.5]);
  });
  it('fits between what is taken, to the minute, and keeps pauses from it', () => {
    const taken = [[span(0, 9), span(10, 12), span(13.5, 24)]];
    expect(hours(ask([person({ taken })]))).toEqual([9, 12, 12.5]);
    expect(hours(ask([person({ taken, pauseBeforeMin: 10 })]))).toEqual([12.5]);
    expect(hours(ask([person({ taken, pauseAfterMin: 10 })]))).toEqual([12]);
  });
  it('keeps the pauses that what is taken asks for itself, also where this one asks for none, and the longer of two', () => {
    const taken = [[span(10, 12)]];
    const resting = [span(9.5, 13)];
    const day = [span(8, 15)];
    expect(hours(ask([person({ hours: day, taken, resting })]))).toEqual([8, 8.5, 13, 13.5, 14]);
    expect(hours(ask([person({ hours: day, taken, resting, pauseBeforeMin: 90 })]))).toEqual([8, 8.5, 13.5, 14]);
    expect(hours(ask([person({ hours: day, taken, resting, pauseAfterMin: 60 })]))).toEqual([8, 13, 13.5, 14]);
    expect(codes(ask([person({ taken, resting })]), 12.5)).toEqual(['no-pause']);
    expect(codes(ask([person({ taken, resting })]), 11.5)).toEqual(['taken']);
  });
  it('takes any place of several, but one place for the whole of it', () => {
    const taken = [
      [span(0, 9), span(10, 24)],
      [span(0, 10), span(11, 24)],
    ];
    expect(hours(ask([person({ taken })]))).toEqual([9, 10]);
  });
  it('begins nothing in a day that is full or shut, too soon, too late or too near', () => {
    const open = person({ hours: [span(9, 12)], fullDays: [span(0, 9.5)] });
    expect(hours(ask([open], [noticeRule(9 * HOUR, 60)]))).toEqual([10, 10.5, 11]);
    expect(hours(ask([open], [{ code: 'too-late', notAfter: 10 * HOUR }]))).toEqual([9.5, 10]);
    expect(hours(ask([open], [{ code: 'closed', shut: [span(10, 11)] }]))).toEqual([9.5, 11]);
  });
  it('lists nothing to nobody: empty hours, an empty window, a share longer than any free time', () => {
    expect(hours(ask([person({ hours: [] })]))).toEqual([]);
    expect(hours(ask([person({})], [], { from: HOUR, to: HOUR }))).toEqual([]);
    expect(hours(ask([person({ hours: [span(9, 10)], toMin: 61 })]))).toEqual([]);
  });
  it('can be asked for a part', () => {
    expect(slots(search(ask([person({})])), span(23, 30))).toEqual([23 * HOUR, 23.5 * HOUR]);
  });
});

describe('why', () => {
  it('names what left nothing, and whose it was', () => {
    const tom = person({ hours: [span(9, 12)] });
    expect(search(ask([tom, person({ who: 'nina', hours: [span(13, 14)] })])).why).toEqual({ code: 'off-hours', who: 'nina' });
    expect(search(ask([tom, person({ who: 'nina', taken: [[span(0, 24)]] })])).why).toEqual({ code: 'taken', who: 'nina' });
    expect(search(ask([tom], [noticeRule(0, 48 * 60)])).why).toEqual({ code: 'too-soon', who: null });
    expect(search(ask([{ ...tom, isOffered: false }])).why).toEqual({ code: 'not-offered', who: 'tom' });
    expect(search(ask([tom])).why).toBeNull();
  });
});

describe('explain', () => {
  const taken = [[span(11, 12)]];
  it('says everything that speaks against a start', () => {
    const away = [span(9, 10)];
    const question = ask([person({ hours: [span(8, 18)], away, taken, pauseBeforeMin: 15, fullDays: [span(16, 24)] })]);
    expect([7, 9.5, 11.5, 12, 10.25, 17.5, 13].map((hour) => codes(question, hour))).toEqual([
      ['off-hours'],
      ['away'],
      ['taken'],
      ['no-pause'],
      ['taken', 'off-grid'],
      ['off-hours', 'day-full'],
      [],
    ]);
  });
  it('knows starts beyond what was looked at', () => {
    const question = ask([person({})], [], span(9, 10));
    expect([8, 10].map((hour) => codes(question, hour))).toEqual([['too-early'], ['too-late']]);
  });
});

const spans = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 90 })), { maxLength: 6 })
  .map((list) => union(list.map(([from, length]) => ({ from: from * 5 * MINUTE, to: (from + length) * 5 * MINUTE }))));
const minutes = fc.constantFrom(0, 5, 20);
const people = fc.record({
  who: fc.constantFrom('tom', 'nina'),
  fromMin: fc.constantFrom(-20, 0),
  toMin: fc.constantFrom(10, 50, 180),
  hours: fc.option(spans),
  away: spans,
  taken: fc.array(spans, { minLength: 1, maxLength: 3 }),
  pauseBeforeMin: minutes,
  pauseAfterMin: minutes,
  resting: spans,
  fullDays: spans,
  isOffered: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
});
const rules = fc.array(
  fc.oneof(
    spans.map((shut): Rule => ({ code: 'closed', shut })),
    fc.integer({ min: 0, max: 400 }).map((at): Rule => ({ code: 'too-soon', notBefore: at * 5 * MINUTE })),
    fc.integer({ min: 800, max: 1500 }).map((at): Rule => ({ code: 'too-late', notAfter: at * MINUTE })),
  ),
  { maxLength: 3 },
);
/** Half an hour's change, so that a grid of an hour has two phases. */
const odd: ZoneTable = {
  zone: 'Odd',
  changes: [
    { at: 0, offsetMin: 630 },
    { at: 700 * MINUTE, offsetMin: 660 },
  ],
};
const asks = fc
  .record({
    people: fc.array(people, { minLength: 1, maxLength: 3 }),
    rules,
    everyMin: fc.constantFrom(10, 15, 30, 60),
    table: fc.constantFrom(null, odd),
  })
  .map(({ everyMin, table, ...rest }): Ask => ({ ...rest, within: { from: 0, to: 1500 * MINUTE }, grid: { everyMin, table } }));

describe('a search', () => {
  const meets = (list: readonly Span[], from: number, to: number) => list.some((one) => one.from < to && from < one.to);
  const isIn = (list: readonly Span[], at: number) => list.some(({ from, to }) => from <= at && at < to);
  /** What a person may have, said once more and differently: by looking at each span. */
  const suits = (at: number, one: Attendance) => {
    const [from, to] = [at + one.fromMin * MINUTE, at + one.toMin * MINUTE];
    const [padded, until] = [from - one.pauseBeforeMin * MINUTE, to + one.pauseAfterMin * MINUTE];
    const isOpen = one.hours === null || one.hours.some((span) => span.from <= from && to <= span.to);
    const isFree = one.taken.some((place) => !meets(place, padded, until));
    return (
      one.isOffered && isOpen && isFree && !meets(one.resting, from, to) && !meets(one.away, from, to) && !isIn(one.fullDays, at)
    );
  };
  const keeps = (at: number, rule: Rule) =>
    'notBefore' in rule ? rule.notBefore <= at : 'notAfter' in rule ? at <= rule.notAfter : !isIn(rule.shut, at);
  const isOnWall = (at: number, { everyMin, table }: Ask['grid']) =>
    (at / MINUTE + (table ? (at < 700 * MINUTE ? 630 : 660) : 0)) % everyMin === 0;
  const naive = (question: Ask) => {
    const starts = [];
    for (let at = 0; at < question.within.to; at += 5 * MINUTE) {
      const isFit = question.people.every((one) => suits(at, one)) && question.rules.every((rule) => keeps(at, rule));
      if (isFit && isOnWall(at, question.grid)) starts.push(at);
    }
    return starts;
  };

  it('agrees with trying every start', () => {
    fc.assert(fc.property(asks, (question) => expect(slots(search(question))).toEqual(naive(question))));
  });
  it('lists what it does not speak against, and nothing else', () => {
    fc.assert(
      fc.property(asks, (question) => {
        const found = search(question);
        const listed = new Set(slots(found));
        for (let at = -10 * MINUTE; at < question.within.to + 10 * MINUTE; at += 5 * MINUTE) {
          expect(explain(found, at).length === 0).toBe(listed.has(at));
          expect(isBookable(found, at)).toBe(listed.has(at));
        }
      }),
      { numRuns: 40 },
    );
  });
  it('has any of many where one of them has it', () => {
    fc.assert(
      fc.property(fc.array(asks, { minLength: 1, maxLength: 5 }), (list) => {
        const { grid, within } = list[0]!;
        const many = list.map((one) => search({ ...one, grid, within }));
        const all = [...new Set(many.flatMap((one) => slots(one)))].sort((a, b) => a - b);
        expect(slotsOfAny(many)).toEqual(all);
      }),
    );
    expect(slotsOfAny([])).toEqual([]);
  });
});
