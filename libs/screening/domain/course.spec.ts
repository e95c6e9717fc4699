import fc from 'fast-check';
import { type Act, actOn, type Course, isOutcome, type State, TRANSITIONS } from './course.js';

const numRuns = Number(process.env['LAW_RUNS'] ?? 5_000);
const PEOPLE = ['tom', 'nina', 'paul'] as const;
const STATES = Object.keys(TRANSITIONS) as State[];
const OFFERS = ['one', 'two'] as const;
const person = fc.constantFrom(...PEOPLE);
const offerId = fc.constantFrom(...OFFERS);

/** Whatever anybody may send at any moment, also what they have not looked at again before. `until` of an offer: so long it stands. */
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('step' as const),
    by: person,
    to: fc.constantFrom('intake_started' as const, 'screening_booked' as const, 'in_screening' as const),
  }),
  fc.record({ kind: fc.constant('offer' as const), by: person, id: offerId, toId: person, until: fc.nat(40) }),
  fc.record({ kind: fc.constantFrom('accept' as const, 'decline' as const, 'withdraw' as const), by: person, offerId }),
  fc.record({ kind: fc.constant('expire' as const), offerId }),
  fc.record({ kind: fc.constant('assign' as const), ownerId: person }),
  fc.record({
    kind: fc.constant('decide' as const),
    by: person,
    outcome: fc.constantFrom('eligible' as const, 'not_eligible' as const, 'deferred' as const, 'needs_clearance' as const),
  }),
);
const story = fc.array(fc.tuple(acts, fc.nat(9)), { maxLength: 60, size: 'max' });

type Moment = Readonly<{ before: Course; act: Act; after: Course; isRefused: boolean; now: number }>;

function play(told: readonly (readonly [Act, number])[]): Moment[] {
  let [course, now]: [Course, number] = [{ state: 'intake_started', ownerId: 'tom', offer: null }, 0];
  return told.map(([said, later]) => {
    now += later;
    const before = course;
    const act = said.kind === 'offer' ? { ...said, until: now + said.until } : said;
    const outcome = actOn(before, act, now);
    if ('course' in outcome) course = outcome.course;
    return { before, act, after: course, isRefused: 'refusal' in outcome, now };
  });
}

/** Somebody has to be the owner at every moment; this says what else has to be true of one act, or nothing. */
function brokenLaw({ before, act, after, isRefused, now }: Moment): string | null {
  const isMoved = before.ownerId !== after.ownerId;
  const takes = act.kind === 'accept' || act.kind === 'assign';
  if (!(PEOPLE as readonly string[]).includes(after.ownerId)) return 'a case is nobody’s';
  if (isMoved && !takes) return 'a case changed hands by something else than a yes';
  if (
    isMoved &&
    act.kind === 'accept' &&
    (before.offer?.toId !== act.by || before.offer.fromId !== before.ownerId || now >= before.offer.until)
  )
    return 'somebody took over what was not offered to them in time by its owner';
  if (after.offer && (after.offer.fromId !== after.ownerId || after.offer.toId === after.ownerId))
    return 'an offer is not its owner’s';
  if (act.kind === 'expire' && !isRefused && now < before.offer!.until) return 'an offer was over before its time';
  if (before.state !== after.state && !(TRANSITIONS[before.state] as readonly State[]).includes(after.state))
    return `${before.state} became ${after.state}`;
  if (isOutcome(after.state) && before.state !== after.state && (act.kind !== 'decide' || act.by !== before.ownerId))
    return 'nobody who owned the case decided';
  if (after.state === 'handed_over' && before.state !== 'handed_over' && !isMoved) return 'handed over to nobody';
  return null;
}

describe('the laws of a case on its way', () => {
  it(`hold in ${numRuns} stories in which everybody acts at once`, () => {
    fc.assert(
      fc.property(story, (told) => {
        const broken = play(told).map(brokenLaw).find(Boolean);
        if (broken) throw new Error(broken);
      }),
      { numRuns },
    );
  });

  it('are asked about stories in which everything that they speak of happens', () => {
    const moments = fc.sample(story, { numRuns: 2_000, seed: 1 }).flatMap(play);
    const done = moments.filter(({ isRefused }) => !isRefused);
    for (const kind of ['step', 'offer', 'accept', 'decline', 'withdraw', 'expire', 'assign', 'decide'])
      expect(done.filter(({ act }) => act.kind === kind).length).toBeGreaterThan(10);
    for (const state of STATES) expect(done.some(({ after }) => after.state === state)).toBe(true);
    const late = moments.filter(({ act, before, now }) => act.kind === 'accept' && before.offer && now >= before.offer.until);
    expect(late.some(({ act, before }) => 'by' in act && act.by === before.offer!.toId)).toBe(true);
  });

  it('of two answers to one offer only the first counts, whichever they are', () => {
    const open: Course = { state: 'in_screening', ownerId: 'tom', offer: { id: 'one', fromId: 'tom', toId: 'nina', until: 50 } };
    const answers: readonly Act[] = [
      { kind: 'accept', by: 'nina', offerId: 'one' },
      { kind: 'decline', by: 'nina', offerId: 'one' },
      { kind: 'withdraw', by: 'tom', offerId: 'one' },
      { kind: 'expire', offerId: 'one' },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...answers), fc.constantFrom(...answers), fc.nat(99), (first, second, now) => {
        const outcome = actOn(open, first, now);
        if ('refusal' in outcome) return;
        expect(actOn(outcome.course, second, now)).toEqual({ refusal: 'offer-over' });
      }),
    );
  });

  it('at every moment an open offer can be taken or is over, and never both', () => {
    const open: Course = { state: 'in_screening', ownerId: 'tom', offer: { id: 'one', fromId: 'tom', toId: 'nina', until: 50 } };
    fc.assert(
      fc.property(fc.nat(99), (now) => {
        const yes = actOn(open, { kind: 'accept', by: 'nina', offerId: 'one' }, now);
        const over = actOn(open, { kind: 'expire', offerId: 'one' }, now);
        expect('course' in yes).toBe(!('course' in over));
      }),
    );
  });

  it('every state leads somewhere, and every outcome back to the beginning or to another one', () => {
    const reached = new Set<State>(['intake_started']);
    for (const state of reached) for (const next of TRANSITIONS[state]) reached.add(next);
    expect([...reached].sort()).toEqual([...STATES].sort());
    for (const state of STATES) expect(TRANSITIONS[state].length).toBeGreaterThan(0);
  });
});
