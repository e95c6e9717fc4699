import fc from 'fast-check';

import { ITEMS, type Item, TALKED_THROUGH } from './items.js';
import { openItems, type PreparationFacts } from './open-items.js';

const NOW = 1_000_000;
const whole: PreparationFacts = {
  setting: 'home',
  answeredAt: new Map(ITEMS.map((item) => [item, NOW])),
  talkedAt: new Map([...TALKED_THROUGH].map((item) => [item, NOW])),
  signedOffAt: NOW,
  chaperoneSince: NOW - 10,
  cardWrittenAt: NOW - 10,
  isMedicineCounted: true,
};
const at = fc.integer({ min: 0, max: 2 * NOW });
const someItems = fc.array(fc.tuple(fc.constantFrom(...ITEMS), at)).map((pairs) => new Map<Item, number>(pairs));
const facts: fc.Arbitrary<PreparationFacts> = fc.record({
  setting: fc.constantFrom('home', 'clinic'),
  answeredAt: someItems,
  talkedAt: someItems,
  signedOffAt: fc.option(at),
  chaperoneSince: fc.option(at),
  cardWrittenAt: fc.option(at),
  isMedicineCounted: fc.boolean(),
});
const names = (given: PreparationFacts) => openItems(given).map(({ item }) => item);

describe('openItems', () => {
  it('asks for nothing of a preparation that is whole', () => {
    expect(openItems(whole)).toEqual([]);
  });

  it('asks for every item and the signature in the beginning, and begins with the patient', () => {
    const nothing = { ...whole, answeredAt: new Map(), talkedAt: new Map(), signedOffAt: null, isMedicineCounted: false };
    expect(new Set(names(nothing))).toEqual(new Set([...ITEMS, 'sign-off']));
    expect(openItems(nothing)[0]).toEqual({ item: 'good-reactions', turn: 'patient', todo: 'answer' });
  });

  it('asks in the clinic for no medicine and no card at home, and for all the rest', () => {
    const nothing = { answeredAt: new Map(), talkedAt: new Map(), signedOffAt: null, isMedicineCounted: false } as const;
    const [there, here] = (['home', 'clinic'] as const).map((setting) => names({ ...whole, ...nothing, setting }));
    const atHome = ['emergency-card', 'medicine-counted'];
    expect(here).toEqual(there!.filter((item) => !atHome.includes(item)));
    expect(openItems({ ...whole, setting: 'clinic', cardWrittenAt: null, isMedicineCounted: false })).toEqual([]);
  });

  it.each(ITEMS)('is not done without %s', (item) => {
    const without = (map: ReadonlyMap<Item, number>) => new Map([...map].filter(([key]) => key !== item));
    const given = { ...whole, answeredAt: without(whole.answeredAt), isMedicineCounted: item !== 'medicine-counted' };
    expect(names(given)).toEqual([item]);
  });

  it('asks of a new chaperone, another backup or another card for that alone', () => {
    expect(openItems({ ...whole, chaperoneSince: NOW + 1 })).toEqual([
      { item: 'companions', turn: 'patient', todo: 'look-again' },
    ]);
    expect(openItems({ ...whole, answeredAt: new Map(whole.answeredAt).set('companions', NOW + 1) })).toEqual([
      { item: 'companions', turn: 'clinician', todo: 'talk' },
    ]);
    expect(openItems({ ...whole, cardWrittenAt: NOW + 1 })).toEqual([
      { item: 'emergency-card', turn: 'patient', todo: 'look-again' },
    ]);
    expect(openItems({ ...whole, chaperoneSince: null })).toEqual([
      { item: 'companions', turn: 'clinic', todo: 'name-chaperone' },
    ]);
  });

  it('leaves it to the patient to write anew what they wish for', () => {
    const later = new Map(whole.answeredAt).set('intentions', NOW + 5).set('fears', NOW + 6);
    expect(openItems({ ...whole, answeredAt: later })).toEqual([]);
  });

  it('is never undone by somebody who does what it asks for', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const before = openItems(given);
        const [first] = before;
        if (!first || first.turn === 'clinic' || first.todo === 'fill-card' || first.todo === 'count') return;
        const done = { ...given };
        const latest = 3 * NOW;
        if (first.item === 'sign-off') Object.assign(done, { signedOffAt: latest });
        else if (first.todo === 'talk') Object.assign(done, { talkedAt: new Map(given.talkedAt).set(first.item, latest) });
        else Object.assign(done, { answeredAt: new Map(given.answeredAt).set(first.item, latest) });
        const after = openItems(done);
        expect(after).not.toContainEqual(first);
        // other companions are talked about anew; nothing else comes of doing something
        const expected = first.item === 'companions' ? [{ item: 'companions', turn: 'clinician', todo: 'talk' }] : [];
        const isKnown = (one: (typeof after)[number]) =>
          [...before, ...expected].some((old) => old.item === one.item && old.todo === one.todo);
        expect(after.every(isKnown)).toBe(true);
      }),
    );
  });

  it('names an item, a turn and a thing to do, each pair once', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const pairs = openItems(given).map(({ item, todo }) => `${item} ${todo}`);
        expect(new Set(pairs).size).toBe(pairs.length);
      }),
    );
  });
});
