import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '#kernel';
import { type Act, collapse, isThroughGlass } from './collapse.js';

const NOON = 100 * DAY + 12 * HOUR;
const act = (over: Partial<Act> = {}): Act => ({
  at: NOON,
  actorId: 'nina',
  actorRole: 'prescriber',
  action: 'open',
  purpose: 'care',
  ...over,
});

describe('who saw a record', () => {
  it('is one line for the same thing by the same person on one day', () => {
    const acts = [act({ at: NOON + 2 }), act({ at: NOON + 1 }), act({ at: NOON })];
    expect(collapse(acts, 'rosa', [], 0)).toEqual([
      { who: 'person', ...act(), at: undefined, isBreakGlass: false, count: 3, firstAt: NOON, lastAt: NOON + 2 },
    ]);
  });

  it('keeps apart what another person, another day or another act is', () => {
    const acts = [act({ actorId: 'tom' }), act({ action: 'record-gate' }), act(), act({ at: NOON - DAY })];
    expect(collapse(acts, 'rosa', [], 0)).toHaveLength(4);
  });

  it('counts days as they are where the patient lives', () => {
    const acts = [act({ at: 100 * DAY + 2 * HOUR }), act({ at: 100 * DAY - HOUR })];
    expect(collapse(acts, 'rosa', [], 0)).toHaveLength(2);
    expect(collapse(acts, 'rosa', [], -5 * HOUR)).toHaveLength(1);
  });

  it('is one line a day for what the patient did, and one for the program', () => {
    const own = ['open', 'list-visits'].map((action) => act({ actorId: 'rosa', actorRole: 'patient', action }));
    const system = ['record-phase', 'record-alert'].map((action) => act({ actorId: null, actorRole: 'system', action }));
    expect(collapse([...own, ...system], 'rosa', [], 0).map(({ who, count }) => [who, count])).toEqual([
      ['you', 2],
      ['system', 2],
    ]);
  });

  it('keeps what was done by a link of the patient apart from what they did', () => {
    const views = collapse([act({ actorId: 'rosa' }), act({ actorId: 'rosa', actorRole: 'link' })], 'rosa', [], 0);
    expect(views.map(({ who }) => who)).toEqual(['you', 'link']);
  });
  it('loses no act and invents none', () => {
    const acts = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 5 * DAY }),
        actorId: fc.constantFrom('rosa', 'nina', 'tom', null),
        actorRole: fc.constant('x'),
        action: fc.constantFrom('open', 'book'),
        purpose: fc.constantFrom('care', 'break-glass'),
      }),
    );
    fc.assert(
      fc.property(acts, (some) => {
        const views = collapse(
          [...some].sort((a, b) => b.at - a.at),
          'rosa',
          [],
          0,
        );
        expect(views.reduce((sum, { count }) => sum + count, 0)).toBe(some.length);
        expect(views.every(({ firstAt, lastAt }) => firstAt <= lastAt && lastAt - firstAt < DAY)).toBe(true);
      }),
    );
  });
});

describe('an act through a record that was opened in an emergency', () => {
  const opened = { actorId: 'nina', action: 'break-glass', at: NOON };
  it('is every one of that person for an hour, and none of another', () => {
    const at = (minutes: number, actorId = 'nina') => isThroughGlass(act({ at: NOON + minutes * MINUTE, actorId }), [opened]);
    expect([at(-1), at(0), at(59), at(60), at(5, 'tom')]).toEqual([false, true, true, false, false]);
  });
  it('is none once it was closed again', () => {
    const closed = { actorId: 'nina', action: 'end-break-glass', at: NOON + 10 * MINUTE };
    const at = (minutes: number) => isThroughGlass(act({ at: NOON + minutes * MINUTE }), [opened, closed]);
    expect([at(9), at(10), at(30)]).toEqual([true, false, false]);
  });
  it('is one that says so itself', () => {
    expect(isThroughGlass(act({ purpose: 'break-glass' }), [])).toBe(true);
  });
});
