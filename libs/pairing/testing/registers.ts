import fc from 'fast-check';

import type { ClinicianRegister, Held, Kept, PatientNeed } from '../domain/register.js';

const PLACES = ['US-NY', 'US-IL', 'US-CO'];
const PEOPLE = Array.from({ length: 12 }, (_, at) => `clinician-${String(at).padStart(2, '0')}`);
const day = fc.integer({ min: 0, max: 40 });
const days = fc.tuple(day, day).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const held: fc.Arbitrary<Held> = fc.record({ place: fc.constantFrom(...PLACES), days }).map((one) => ({
  place: one.place,
  ...one.days,
}));
const kept = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<Kept<T>> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant('not-kept' as const) }, { weight: 3, arbitrary: fc.array(one, { maxLength: 6 }) });
const some = fc.subarray(PEOPLE, { maxLength: 2 }).map((ids) => new Set(ids));
const gender = fc.constantFrom('woman', 'man', null);
const offsetMin = fc.constantFrom(-480, -300, -240, 60);

const register = (personId: string): fc.Arbitrary<ClinicianRegister> =>
  fc.record({
    personId: fc.constant(personId),
    isHere: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    licences: fc.array(held, { maxLength: 8 }),
    ...{ prescribing: kept(held), controlledSubstances: kept(held), collaborations: kept(held) },
    collaboratesIn: fc.subarray(PLACES),
    ...{ capacity: fc.integer({ min: 0, max: 4 }), load: fc.integer({ min: 0, max: 3 }) },
    languages: fc.subarray(['en', 'es', 'pl'], { minLength: 1 }),
    specialties: fc.subarray(['trauma', 'grief', 'anxiety']),
    ...{ gender, offsetMin },
    daysUntilFree: fc.option(fc.integer({ min: 0, max: 20 })),
  });

/** Registers of some clinicians, each once. */
export const registers: fc.Arbitrary<ClinicianRegister[]> = fc
  .subarray(PEOPLE, { minLength: 1 })
  .chain((ids) => fc.tuple(...ids.map(register)));

export const needs: fc.Arbitrary<PatientNeed> = fc.record({
  part: fc.constantFrom('prescriber', 'therapist'),
  place: fc.constantFrom(...PLACES, null),
  course: fc.record({ from: fc.integer({ min: 8, max: 20 }), lengthDays: fc.integer({ min: 0, max: 12 }) }).map((one) => ({
    from: one.from,
    to: one.from + one.lengthDays,
  })),
  languages: fc.subarray(['en', 'es', 'pl'], { minLength: 1 }),
  topics: fc.subarray(['trauma', 'grief', 'anxiety']),
  ...{ gender, offsetMin },
  ...{ knows: some, hasConflictWith: some, wantsNot: some, isNotTakenBy: some },
  legalBases: kept(
    fc.record({ prescriberId: fc.constantFrom(...PEOPLE.slice(0, 4), null), days }).map((one) => ({
      prescriberId: one.prescriberId,
      ...one.days,
    })),
  ),
});

export const weights = fc.record({
  ...{ continuity: fc.integer({ min: 0, max: 100 }), specialty: fc.integer({ min: 0, max: 100 }) },
  ...{ soon: fc.integer({ min: 0, max: 100 }), zone: fc.integer({ min: 0, max: 100 }) },
  preference: fc.integer({ min: 0, max: 100 }),
});
