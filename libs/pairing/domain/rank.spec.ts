import fc from 'fast-check';
import { needs, registers, weights } from '../testing/registers.js';
import { decidingFilter, FILTERS, firstGap } from './filters.js';
import { CRITERIA, rank, type Weights } from './rank.js';
import type { ClinicianRegister, Days, Held, Kept, PatientNeed } from './register.js';

const numRuns = process.env['PROVE'] ? 10_000 : 300;
const EVEN: Weights = { continuity: 100, specialty: 100, soon: 100, zone: 100, preference: 100 };
const ALWAYS = { from: 0, to: 100 };
const tom: ClinicianRegister = {
  ...{ personId: 'tom', isHere: true, licences: [{ place: 'US-NY', ...ALWAYS }], capacity: 10, load: 0 },
  ...({ prescribing: 'not-kept', controlledSubstances: 'not-kept', collaborations: 'not-kept', collaboratesIn: [] } as const),
  ...{ languages: ['en'], specialties: [], gender: null, offsetMin: -300, daysUntilFree: 3 },
};
const ida: PatientNeed = {
  ...({ part: 'therapist', place: 'US-NY', course: { from: 10, to: 52 }, languages: ['en'], topics: [], gender: null } as const),
  ...{ offsetMin: -300, knows: new Set(), hasConflictWith: new Set(), wantsNot: new Set(), isNotTakenBy: new Set() },
  legalBases: 'not-kept',
};

/** Each day by itself, and nothing clever. */
const everyDay = ({ from, to }: Days) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const holds = (held: Kept<Held>, place: string, day: number) =>
  held === 'not-kept' || held.some((one) => one.place === place && one.from <= day && day <= one.to);

/** Every filter that keeps a clinician from a patient, judged day by day. */
function naively(one: ClinicianRegister, need: PatientNeed): Set<string> {
  const against = new Set<string>();
  const { personId } = one;
  if (!one.isHere) against.add('not-here');
  if (need.hasConflictWith.has(personId)) against.add('conflict-of-interest');
  if (need.wantsNot.has(personId)) against.add('excluded-by-patient');
  if (need.isNotTakenBy.has(personId)) against.add('excluded-by-clinician');
  if (need.place === null) against.add('place-not-stated');
  if (one.load >= one.capacity) against.add('full');
  if (!need.languages.some((language) => one.languages.includes(language))) against.add('no-common-language');
  for (const day of need.place === null ? [] : everyDay(need.course)) {
    const place = need.place!;
    if (!holds(one.licences, place, day)) against.add('no-licence');
    if (need.part === 'therapist') continue;
    if (!holds(one.prescribing, place, day)) against.add('no-prescribing-authority');
    if (!holds(one.controlledSubstances, place, day)) against.add('no-controlled-substances');
    if (one.collaboratesIn.includes(place) && !holds(one.collaborations, place, day)) against.add('no-collaborator');
    const bases = typeof need.legalBases === 'string' ? null : need.legalBases;
    const isLawful = ({ prescriberId, from, to }: Days & { prescriberId: string | null }) =>
      (prescriberId === null || prescriberId === personId) && from <= day && day <= to;
    if (bases && !bases.some(isLawful)) against.add('no-legal-basis');
  }
  return against;
}

describe('a filter', () => {
  const deciding = (over: Partial<ClinicianRegister>, need: Partial<PatientNeed> = {}) =>
    decidingFilter({ ...tom, ...over }, { ...ida, ...need });

  it('lets through whoever may treat the patient where they are, on every day', () => {
    expect(deciding({})).toBeNull();
    expect(
      deciding({
        licences: [
          { place: 'US-NY', from: 30, to: 60 },
          { place: 'US-NY', from: 0, to: 29 },
        ],
      }),
    ).toBeNull();
  });

  it('names the first day on which a licence is missing', () => {
    const renewedLate = [
      { place: 'US-NY', from: 0, to: 20 },
      { place: 'US-NY', from: 22, to: 90 },
    ];
    expect(deciding({ licences: renewedLate })).toEqual({ filter: 'no-licence', day: 21 });
    expect(deciding({ licences: [{ place: 'US-IL', ...ALWAYS }] })).toEqual({ filter: 'no-licence', day: 10 });
  });

  it('asks of prescribers what it does not ask of therapists', () => {
    const none = { prescribing: [], controlledSubstances: [] } as const;
    expect(deciding(none)).toBeNull();
    expect(deciding(none, { part: 'prescriber' })).toEqual({ filter: 'no-prescribing-authority', day: 10 });
    expect(deciding({ collaboratesIn: ['US-NY'], collaborations: [] }, { part: 'prescriber' })).toMatchObject({
      filter: 'no-collaborator',
    });
    const own = { prescriberId: 'tom', from: 0, to: 40 };
    expect(deciding({}, { part: 'prescriber', legalBases: [own] })).toEqual({ filter: 'no-legal-basis', day: 41 });
  });

  it('keeps out for a person before it asks for a paper', () => {
    expect(deciding({ licences: [], load: 10 }, { wantsNot: new Set(['tom']) })).toMatchObject({ filter: 'excluded-by-patient' });
    expect(deciding({}, { place: null })).toMatchObject({ filter: 'place-not-stated' });
  });
});

describe('firstGap', () => {
  it('is the first day that a look at each day finds', () => {
    const span = fc.tuple(fc.nat(30), fc.nat(30)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), span, (held, days) => {
        const found = everyDay(days).find((day) => !held.some(({ from, to }) => from <= day && day <= to)) ?? null;
        expect(firstGap(held, days, () => true)).toBe(found);
      }),
    );
  });
});

describe('rank', () => {
  it('agrees with a look at each day: who is shown meets every filter, and the first of the others is named', () => {
    fc.assert(
      fc.property(registers, needs, weights, (clinicians, need, by) => {
        const { candidates, excluded } = rank(clinicians, need, by);
        const of = (id: string) => naively(clinicians.find(({ personId }) => personId === id)!, need);
        for (const { personId } of candidates) expect([...of(personId)]).toEqual([]);
        for (const { personId, filter } of excluded)
          expect([personId, filter]).toEqual([personId, FILTERS.find((one) => of(personId).has(one))]);
        expect(candidates.length + excluded.length).toBe(clinicians.length);
      }),
      { numRuns },
    );
  });

  it('explains each fit to the point, and puts the best first', () => {
    fc.assert(
      fc.property(registers, needs, weights, (clinicians, need, by) => {
        const { candidates } = rank(clinicians, need, by);
        for (const [at, { fit, reasons }] of candidates.entries()) {
          expect(reasons.map(({ criterion }) => criterion)).toEqual([...CRITERIA]);
          expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(fit);
          expect(reasons.every(({ share }) => share >= 0 && share <= 100)).toBe(true);
          if (at > 0) expect(candidates[at - 1]!.fit).toBeGreaterThanOrEqual(fit);
        }
      }),
    );
  });

  it('does not hang on the order in which people come', () => {
    fc.assert(
      fc.property(registers, needs, weights, (clinicians, need, by) => {
        expect(rank(clinicians.toReversed(), need, by).candidates).toEqual(rank(clinicians, need, by).candidates);
      }),
    );
  });

  it('weighs what the clinic weighs', () => {
    const known = { ...tom, personId: 'known', daysUntilFree: 13 };
    const need = { ...ida, knows: new Set(['known']) };
    const first = (by: Weights) => rank([tom, known], need, by).candidates[0]!.personId;
    expect(first({ ...EVEN, soon: 0 })).toBe('known');
    expect(first({ ...EVEN, continuity: 0 })).toBe('tom');
  });
});
