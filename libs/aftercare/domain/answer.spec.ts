import fc from 'fast-check';
import { concernOf, LOW_MOOD, type Said } from './answer.js';

type Whole = Exclude<Said, { feeling: 'help' }>;

const anySaid: fc.Arbitrary<Whole> = fc.record({
  feeling: fc.constantFrom('well' as const, 'not-so-well' as const),
  mood: fc.integer({ min: 0, max: 10 }),
  isSomebodyThere: fc.boolean(),
});
const said = (over: Partial<Whole> = {}): Said => ({ feeling: 'well', mood: 7, isSomebodyThere: true, ...over });
const GRAVITY = [null, 'same-day', 'urgent', 'now'];
const gravity = (of: Said) => GRAVITY.indexOf(concernOf(of)?.ladder ?? null);

describe('what a patient says after a session', () => {
  it('calls nobody when they are well, and for a very low mood somebody on the same day', () => {
    expect(concernOf(said())).toBeNull();
    expect(concernOf(said({ isSomebodyThere: false }))).toBeNull();
    expect(concernOf(said({ mood: LOW_MOOD }))).toEqual({ ladder: 'same-day', level: 2 });
  });

  it('calls somebody within the hour for whoever is not so well, and now when they are alone or ask for help', () => {
    expect(concernOf(said({ feeling: 'not-so-well' }))).toEqual({ ladder: 'urgent', level: 2 });
    expect(concernOf(said({ feeling: 'not-so-well', isSomebodyThere: false }))).toEqual({ ladder: 'now', level: 3 });
    expect(concernOf({ feeling: 'help' })).toEqual({ ladder: 'now', level: 3 });
  });

  it('never weighs less for being alone, for a lower mood, or for feeling worse', () => {
    fc.assert(
      fc.property(anySaid, (each) => {
        expect(gravity({ ...each, isSomebodyThere: false })).toBeGreaterThanOrEqual(gravity({ ...each, isSomebodyThere: true }));
        expect(gravity({ ...each, mood: 0 })).toBeGreaterThanOrEqual(gravity(each));
        expect(gravity({ ...each, feeling: 'not-so-well' })).toBeGreaterThanOrEqual(gravity(each));
        expect(gravity({ feeling: 'help' })).toBeGreaterThanOrEqual(gravity(each));
      }),
    );
  });
});
