import fc from 'fast-check';
import { type Answer, fits, isAsked, openItems } from './answers.js';
import { SHIPPED } from './catalogue/index.js';
import { SAFETY, safety } from './catalogue/safety.js';

const items = SHIPPED.flatMap(({ item }) => item);

describe('answers', () => {
  it('fit a question only with its own codes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...items), fc.string(), (item, other) => {
        const isOption = item.answerOption.some(({ code }) => code === other);
        expect(fits(item, { kind: 'codes', codes: [other] })).toBe(item.type === 'choice' && isOption);
        for (const { code } of item.answerOption) expect(fits(item, { kind: 'codes', codes: [code] })).toBe(true);
        expect(fits(item, { kind: 'skipped' })).toBe(true);
      }),
    );
  });
  it('of one choice are one', () => {
    const wish = safety.item[0]!;
    expect(fits(wish, { kind: 'codes', codes: ['yes', 'no'] })).toBe(false);
  });
  it('of numbers are whole and within bounds', () => {
    const age = items.find(({ linkId }) => linkId === '/medical-age')!;
    for (const value of [-1, 121, 1.5, Number.NaN]) expect(fits(age, { kind: 'number', value })).toBe(false);
    expect(fits(age, { kind: 'number', value: 42 })).toBe(true);
  });
  it('of lists have known fields of their kind', () => {
    const treatments = items.find(({ linkId }) => linkId === '/treatments')!;
    const list = (entry: object): Answer => ({ kind: 'records', records: [entry as never] });
    expect(fits(treatments, list({ type: 'drug', name: 'x', weeks: 8, started: '2024-05' }))).toBe(true);
    for (const entry of [
      { weeks: 'eight' },
      { type: 'magic' },
      { other: 'x' },
      { started: 'May' },
      { weeks: -1 },
      { toString: 'x' },
    ])
      expect(fits(treatments, list(entry))).toBe(false);
  });
});

describe('what is asked', () => {
  it('follows from the answers before it', () => {
    const method = safety.item.find(({ linkId }) => linkId === SAFETY.method)!;
    expect(isAsked(method, {})).toBe(false);
    expect(isAsked(method, { [SAFETY.thoughts]: { kind: 'codes', codes: ['no'] } })).toBe(false);
    expect(isAsked(method, { [SAFETY.thoughts]: { kind: 'codes', codes: ['yes'] } })).toBe(true);
  });
  it('is open until it is answered or passed over', () => {
    expect(openItems(safety, {})).toEqual([SAFETY.wish, SAFETY.thoughts, SAFETY.everActed]);
    expect(openItems(safety, { [SAFETY.wish]: { kind: 'skipped' } })).toEqual([SAFETY.thoughts, SAFETY.everActed]);
  });
});
