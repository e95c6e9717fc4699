import fc from 'fast-check';

import { HOUR, MINUTE } from '#kernel';
import { type AppointmentFacts, RISKS, risksOf } from './risks.js';

const START = 1_800_000_000_000;
const LONG_BEFORE = START - 48 * HOUR;
const well: AppointmentFacts = {
  startsAt: START,
  confirmedAt: null,
  ...{ isSession: true, hasBegun: false, undelivered: 0, isCovered: true, hasVisit: true, isVisitOwed: false },
  ...{
    hasChaperone: true,
    isChaperoneReachable: true,
    hasConsent: true,
    hasEmergencyCard: true,
    isInClinic: false,
    hasClinicPlan: false,
  },
  ...{ isChaperoneOut: false, hasMedicine: true, isPrepared: true },
  ...{ isDosePlanned: true, isCoursePaused: false, isApart: true, isInOrder: true, doseNotBefore: null },
  group: null,
  clinicians: [
    { personId: 'nina', hasLeft: false, lack: null, misfits: [] },
    { personId: 'tom', hasLeft: false, lack: null, misfits: [] },
  ],
};
const codesOf = (facts: Partial<AppointmentFacts>, now = LONG_BEFORE) =>
  risksOf({ ...well, ...facts }, now).map(({ code }) => code);

describe('risksOf', () => {
  it('finds nothing where everything is as it should be', () => {
    expect(codesOf({})).toEqual([]);
  });

  it.each([
    ['no-cover', { isCovered: false }],
    ['no-visit', { hasVisit: false }],
    ['visit-owed', { isVisitOwed: true }],
    ['plan-changed', { isDosePlanned: false }],
    ['course-paused', { isCoursePaused: true, isDosePlanned: false }],
    ['out-of-order', { isInOrder: false }],
    ['too-near', { isApart: false }],
    ['too-near', { doseNotBefore: START + 30 * MINUTE + 1 }],
    ['no-consent', { hasConsent: false }],
    ['no-chaperone', { hasChaperone: false, isChaperoneReachable: false }],
    ['chaperone-unreachable', { isChaperoneReachable: false }],
    ['no-emergency-card', { hasEmergencyCard: false }],
    ['no-clinic-plan', { isInClinic: true }],
    ['companion-out', { isChaperoneOut: true }],
    ['undelivered', { undelivered: 2 }],
  ] as const)('says %s, and nothing else', (code, facts) => {
    expect(codesOf(facts)).toEqual([code]);
  });

  it('says of a group that more come than those who are there may look after, and asks nobody to confirm it', () => {
    const group = { isSession: false, group: { taken: 3, patientsPerStaff: 2 } };
    expect(codesOf(group, START - HOUR)).toEqual([]);
    const [nina, tom] = well.clinicians;
    const without = (one: object) => ({ ...group, clinicians: [nina!, { ...tom!, ...one }] });
    expect(codesOf(without({ misfits: ['away'] }))).toEqual(['away', 'over-ratio']);
    expect(codesOf(without({ hasLeft: true }))).toEqual(['clinician-left', 'over-ratio']);
    expect(codesOf({ ...without({ misfits: ['away'] }), group: { taken: 2, patientsPerStaff: 2 } })).toEqual(['away']);
  });

  it.each([
    ['no-medicine', { hasMedicine: false }],
    ['preparation-open', { isPrepared: false }],
  ] as const)('says %s from three days before, and not sooner', (code, facts) => {
    const confirmed = { ...facts, confirmedAt: 1 };
    expect(codesOf(confirmed, START - 72 * HOUR - 1)).toEqual([]);
    expect(codesOf(confirmed, START - 72 * HOUR)).toEqual([code]);
    expect(codesOf({ ...confirmed, isSession: false }, START - HOUR)).toEqual([]);
  });

  it('asks of other appointments only what they need', () => {
    const bare = { isCovered: false, hasVisit: false, hasConsent: false, hasChaperone: false, hasEmergencyCard: false };
    expect(codesOf({ ...bare, isSession: false })).toEqual([]);
    expect(codesOf({ ...bare, isSession: false, undelivered: 1 })).toEqual(['undelivered']);
  });

  it('lets a session wait half an hour for the hour of the last dose', () => {
    expect(codesOf({ doseNotBefore: START + 30 * MINUTE })).toEqual([]);
    expect(codesOf({ isSession: false, isDosePlanned: false, isApart: false, isInOrder: false })).toEqual([]);
  });

  it('waits for a confirmation until the very twenty-fourth hour', () => {
    expect(codesOf({}, START - 24 * HOUR - 1)).toEqual([]);
    expect(codesOf({}, START - 24 * HOUR)).toEqual(['unconfirmed']);
    expect(codesOf({ confirmedAt: LONG_BEFORE }, START - MINUTE)).toEqual([]);
  });

  it('names whose time it is, and of whoever has left nothing but that', () => {
    const clinicians: AppointmentFacts['clinicians'] = [
      { personId: 'nina', hasLeft: true, lack: 'no-authority', misfits: ['off-hours'] },
      { personId: 'tom', hasLeft: false, lack: 'no-licence', misfits: ['over-cap', 'away'] },
    ];
    expect(risksOf({ ...well, clinicians }, LONG_BEFORE)).toEqual([
      { code: 'clinician-left', who: 'nina' },
      { code: 'away', who: 'tom' },
      { code: 'no-licence', who: 'tom' },
      { code: 'over-cap', who: 'tom' },
    ]);
  });

  it('says each risk at most once of anybody, the weightier first, and nothing of what has begun', () => {
    const yes = fc.boolean();
    const facts = fc.record({
      startsAt: fc.constant(START),
      confirmedAt: fc.option(fc.constant(LONG_BEFORE)),
      ...{ isSession: yes, hasBegun: yes, undelivered: fc.nat(3), isCovered: yes, hasVisit: yes, isVisitOwed: yes },
      ...{
        isDosePlanned: yes,
        isCoursePaused: yes,
        isApart: yes,
        isInOrder: yes,
        doseNotBefore: fc.option(fc.constant(START + HOUR)),
      },
      ...{
        hasChaperone: yes,
        isChaperoneReachable: yes,
        hasConsent: yes,
        hasEmergencyCard: yes,
        isInClinic: yes,
        hasClinicPlan: yes,
      },
      ...{ isChaperoneOut: yes, hasMedicine: yes, isPrepared: yes },
      group: fc.option(fc.record({ taken: fc.nat(8), patientsPerStaff: fc.integer({ min: 1, max: 4 }) })),
      clinicians: fc.uniqueArray(
        fc.record({
          personId: fc.constantFrom('nina', 'tom', 'iris'),
          ...{ hasLeft: yes, lack: fc.constantFrom('no-licence', 'no-authority', 'no-legal-basis', null) },
          misfits: fc.subarray(['away', 'off-hours', 'over-cap'] as const),
        }),
        { selector: ({ personId }) => personId },
      ),
    });
    fc.assert(
      fc.property(facts, fc.integer({ min: LONG_BEFORE, max: START }), (known, now) => {
        const found = risksOf(known as AppointmentFacts, now);
        expect(new Set(found.map(({ code, who }) => `${code} ${who}`)).size).toBe(found.length);
        const ranks = found.map(({ code }) => RISKS.indexOf(code));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        if (known.hasBegun) expect(found).toEqual([]);
      }),
    );
  });
});
