import fc from 'fast-check';

import { nextStep, type Standing, type Step } from './next-step.js';
import type { Mark, Part, ProgrammeFacts } from './programme.js';
import { visitsOf } from './visits.js';

const PARTS: readonly Part[] = ['prescriber', 'therapist', 'companion'];
const LETTERS = ['treatment-begins', 'screening-result'];
const REQUIREMENTS = ['rems-enrolment', 'way-home'];

const anyProgramme: fc.Arbitrary<ProgrammeFacts> = fc.record({
  setting: fc.constantFrom('home', 'clinic'),
  templates: fc.constant(['sl-home']),
  preparationVisits: fc.integer({ min: 0, max: 3 }),
  sessions: fc.integer({ min: 1, max: 9 }),
  reviewsAfter: fc.subarray([1, 2, 3, 4]),
  needsCompanion: fc.boolean(),
  ownTherapist: fc.option(fc.record({ letters: fc.subarray(LETTERS, { minLength: 1 }) })),
  questionnaires: fc.constant([]),
  requirements: fc.subarray(REQUIREMENTS),
});
const anyMark: fc.Arbitrary<Mark> = fc.oneof(
  fc.record({ kind: fc.constant('requirement' as const), which: fc.constantFrom(...REQUIREMENTS) }),
  fc.record({ kind: fc.constant('review' as const), which: fc.constantFrom('1', '2', '3', '4') }),
);
const anyStanding: fc.Arbitrary<Standing> = fc.record({
  state: fc.constantFrom('enrolled', 'active', 'completed', 'ended'),
  isEligible: fc.boolean(),
  isConsentCurrent: fc.boolean(),
  marks: fc.array(anyMark),
  ownTherapist: fc.option(fc.record({ isOpen: fc.boolean(), letters: fc.subarray(LETTERS) })),
  team: fc.subarray([...PARTS]).map((parts) => new Set(parts)),
  course: fc.option(fc.record({ isOfProgramme: fc.boolean(), isPaused: fc.boolean() })),
  isPrepared: fc.boolean(),
  had: fc.integer({ min: 0, max: 12 }),
  isVisitHeld: fc.boolean(),
  nextDose: fc.record({
    state: fc.constantFrom('unsigned', 'signed', 'booked'),
    at: fc.option(fc.integer({ min: 0, max: 2 ** 42 })),
  }),
});

const NOBODY: Standing = {
  ...{ state: 'enrolled', isEligible: false, isConsentCurrent: false, marks: [], ownTherapist: null, team: new Set() },
  ...{ course: null, isPrepared: false, had: 0, isVisitHeld: true, nextDose: { state: 'unsigned', at: null } },
};

/** What a standing is once a step was done. */
function after(standing: Standing, { what, which, number }: Step): Standing {
  const mark = (kind: Mark['kind']) => ({ marks: [...standing.marks, { kind, which: which ?? String(number) }] });
  const signed = { isOfProgramme: true, isPaused: false };
  const letters = standing.ownTherapist?.letters ?? [];
  const done: Record<Step['what'], () => Partial<Standing>> = {
    'decide-screening': () => ({ isEligible: true }),
    'sign-consent': () => ({ isConsentCurrent: true }),
    'meet-requirement': () => mark('requirement'),
    'name-own-therapist': () => ({ ownTherapist: { isOpen: true, letters } }),
    'complete-team': () => ({ team: new Set([...standing.team, which as Part]) }),
    begin: () => ({ state: 'active' }),
    'write-letter': () => ({ ownTherapist: { isOpen: true, letters: [...letters, which!] } }),
    'sign-protocol': () => ({ course: signed }),
    'look-at-pause': () => ({ course: signed }),
    'attend-visit': () => ({ isVisitHeld: true }),
    'end-review': () => ({ state: 'completed' }),
    review: () => mark('review'),
    prepare: () => ({ isPrepared: true }),
    'have-session': () => ({ had: standing.had + 1, isVisitHeld: false, nextDose: { state: 'unsigned', at: null } }),
    'book-session': () => ({ nextDose: { state: 'booked', at: 1 } }),
    'sign-dose': () => ({ nextDose: { state: 'signed', at: null } }),
  };
  return { ...standing, ...done[what]() };
}

function walk(programme: ProgrammeFacts): { steps: Step[]; end: Standing } {
  const steps: Step[] = [];
  let standing = NOBODY;
  for (let next = nextStep(programme, standing); next && steps.length < 500; next = nextStep(programme, standing)) {
    steps.push(next);
    standing = after(standing, next);
  }
  return { steps, end: standing };
}

describe('nextStep', () => {
  it('says one step while a programme goes on, and none once it is over', () => {
    fc.assert(
      fc.property(anyProgramme, anyStanding, (programme, standing) => {
        const isOver = standing.state === 'completed' || standing.state === 'ended';
        expect(nextStep(programme, standing) === null).toBe(isOver);
      }),
    );
  });

  it('knows no dose: a step names a thing to do, a session and a person, and nothing else', () => {
    fc.assert(
      fc.property(anyProgramme, anyStanding, (programme, standing) => {
        const step = nextStep(programme, standing);
        if (!step) return;
        expect(Object.keys(step).sort()).toEqual(['at', 'by', 'number', 'what', 'which']);
        if (['sign-dose', 'sign-protocol', 'review', 'end-review', 'look-at-pause'].includes(step.what))
          expect(step.by).toBe('prescriber');
        if (step.number !== null && step.what !== 'attend-visit') expect(step.number).toBeLessThanOrEqual(programme.sessions);
      }),
    );
  });

  it('leads from the decision to the last review: each session once, its visit before anything else, each review in its place', () => {
    fc.assert(
      fc.property(anyProgramme, (programme) => {
        const { steps, end } = walk(programme);
        expect(end.state).toBe('completed');
        const had = steps.filter(({ what }) => what === 'have-session').map(({ number }) => number);
        expect(had).toEqual(Array.from({ length: programme.sessions }, (_, at) => at + 1));
        steps.forEach(({ what, number }, at) => {
          if (what === 'have-session') expect(steps[at + 1]).toMatchObject({ what: 'attend-visit', number });
        });
        const reviews = steps.filter(({ what }) => what === 'review').map(({ number }) => number);
        expect(reviews).toEqual(programme.reviewsAfter.filter((number) => number < programme.sessions));
        expect(steps.at(-1)?.what).toBe('end-review');
        expect(new Set(steps.map((step) => JSON.stringify(step))).size).toBe(steps.length);
      }),
    );
  });

  it('begins nothing before consent, requirements, people and the release are there', () => {
    fc.assert(
      fc.property(anyProgramme, anyStanding, (programme, standing) => {
        if (nextStep(programme, standing)?.what !== 'begin') return;
        expect(standing.isEligible && standing.isConsentCurrent).toBe(true);
        const met = standing.marks.filter(({ kind }) => kind === 'requirement').map(({ which }) => which);
        expect(programme.requirements.filter((which) => !met.includes(which))).toEqual([]);
        if (programme.ownTherapist) expect(standing.ownTherapist?.isOpen).toBe(true);
        expect(standing.team.has('therapist') && standing.team.has('prescriber')).toBe(true);
      }),
    );
  });

  it('comes back to the consent that was withdrawn, and to the release that was taken back', () => {
    const programme: ProgrammeFacts = {
      ...{ setting: 'home', templates: ['sl-home'], preparationVisits: 1, sessions: 6, reviewsAfter: [2], needsCompanion: true },
      ...{ ownTherapist: { letters: ['treatment-begins'] }, questionnaires: [], requirements: [] },
    };
    const midway: Standing = {
      ...{ ...NOBODY, state: 'active', isEligible: true, isConsentCurrent: true, team: new Set(PARTS), isPrepared: true },
      ...{ course: { isOfProgramme: true, isPaused: false }, had: 1, nextDose: { state: 'booked', at: 7 } },
      ownTherapist: { isOpen: true, letters: ['treatment-begins'] },
    };
    expect(nextStep(programme, midway)).toEqual({ what: 'have-session', by: 'team', number: 2, which: null, at: 7 });
    expect(nextStep(programme, { ...midway, isConsentCurrent: false })).toMatchObject({ what: 'sign-consent', by: 'patient' });
    const revoked = { ...midway, ownTherapist: { isOpen: false, letters: ['treatment-begins'] } };
    expect(nextStep(programme, revoked)).toMatchObject({ what: 'name-own-therapist' });
    const left = { ...midway, team: new Set<Part>(['prescriber', 'companion']) };
    expect(nextStep(programme, left)).toMatchObject({ what: 'complete-team', which: 'therapist' });
  });
});

describe('visitsOf', () => {
  it('has every session with its visit, and is done from the front', () => {
    fc.assert(
      fc.property(anyProgramme, anyStanding, (programme, standing) => {
        const visits = visitsOf(programme, { ...standing, had: Math.min(standing.had, programme.sessions) });
        const of = (kind: string) => visits.filter((visit) => visit.kind === kind);
        expect(of('session').length).toBe(programme.sessions);
        expect(of('integration').length).toBe(programme.sessions);
        const done = of('session').map(({ isDone }) => isDone);
        expect(done).toEqual([...done].sort((a, b) => Number(b) - Number(a)));
        expect(of('integration').filter(({ isDone }) => isDone).length).toBeLessThanOrEqual(done.filter(Boolean).length);
      }),
    );
  });
});
