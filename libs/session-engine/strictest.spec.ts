import fc from 'fast-check';

import { evaluateGate, isHold } from './gate.js';
import type { GateLimits } from './plan.js';
import { loosenedLimits, strictestLimits } from './strictest.js';
import { sublingualHome } from './sublingual-home.js';
import { vitals } from './testing/answers.js';
import { COVERED } from './testing/simulated-clinic.js';

const limits = sublingualHome.plan.gate;
const names = Object.keys(limits) as (keyof GateLimits)[];
const anyLimits = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.integer({ min: 1, max: 200 })])) as Record<
    keyof GateLimits,
    fc.Arbitrary<number>
  >,
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<GateLimits>>;
const anyVitals = fc.record({
  systolicMmHg: fc.integer({ min: 40, max: 220 }),
  diastolicMmHg: fc.integer({ min: 20, max: 140 }),
  heartRateBpm: fc.integer({ min: 20, max: 180 }),
  spo2Pct: fc.integer({ min: 70, max: 100 }),
  hasSymptoms: fc.constant(false),
});

/** What holds by one set alone: what it does not speak of holds nothing. */
const merged = (set: Partial<GateLimits>): GateLimits => ({ ...silent, ...set });
const silent: GateLimits = {
  ...limits,
  holdSystolic: 999,
  holdDiastolic: 999,
  holdHeartRate: 999,
  holdBelowSystolic: 0,
  holdBelowHeartRate: 0,
  holdBelowSpo2: 0,
};

describe('strictestLimits', () => {
  it('takes the lowest upper limit, the highest lower limit, the shortest age and the longest rest', () => {
    const clinic = { holdSystolic: 150, holdBelowSystolic: 95, vitalsMaxAgeMin: 20, repeatWaitMin: 10 };
    const patient = { holdSystolic: 155, reviewHeartRate: 95, holdBelowSpo2: 92, maxRepeats: 1 };
    expect(strictestLimits(limits, clinic, patient)).toEqual({ ...limits, ...patient, ...clinic });
  });

  it('never loosens a limit', () => {
    const loose = { holdSystolic: 300, holdBelowHeartRate: 10, vitalsMaxAgeMin: 600, repeatWaitMin: 0, maxRepeats: 9 };
    expect(strictestLimits(limits, loose)).toEqual(limits);
  });

  it('holds and refuses whatever any one of the sets would, in any order', () => {
    fc.assert(
      fc.property(anyLimits, anyLimits, anyVitals, (clinic, patient, measured) => {
        const strictest = strictestLimits(limits, clinic, patient);
        expect(strictestLimits(limits, patient, clinic)).toEqual(strictest);
        for (const set of [limits, merged(clinic), merged(patient)])
          if (isHold(measured, set)) expect(isHold(measured, strictest)).toBe(true);
      }),
    );
  });

  it('lets nothing through that the protocol alone holds', () => {
    const evidence = {
      isProtocolSigned: true,
      isDosePlanned: true,
      isCoursePaused: false,
      isDoseUnlocked: true,
      doseNotBefore: null,
      consent: { signedVersion: 'v1', currentVersion: 'v1', missing: [] },
      isChaperonePresent: true,
      companionLacks: [],
      readings: [{ ...vitals({ systolicMmHg: 152 }), seq: 1, happenedAt: 0, recordedAt: 0 }],
      prescriberSeenAt: 0,
      onlineWithinMs: 1,
      onCallPersonId: 'paul',
      cover: { until: 0 + 180 * 60_000, neededUntil: 0 + 174 * 60_000 },
      openSignals: 0,
      place: COVERED,
      item9: { answeredAt: 0, maxAgeMs: 1 },
      medicine: { onHandMg: 1, doseMg: 1, reason: 'good' as const },
      preparation: { openItems: 0, firstOpen: null },
      day: { rules: sublingualHome.plan.today!, identifiedAt: 0 },
    };
    const reason = (clinic: Partial<GateLimits>) =>
      evaluateGate(evidence, strictestLimits(limits, clinic), 0).findings.find(({ item }) => item === 'vitals')!.reason;
    expect(reason({})).toBe('rest-and-measure-again');
    expect(reason({ holdSystolic: 150 })).toBe('held');
    expect(reason({ holdSystolic: 200 })).toBe('rest-and-measure-again');
  });
});

describe('loosenedLimits', () => {
  it('names what would let more through, and nothing that is as strict or stricter', () => {
    expect(loosenedLimits(limits, { holdSystolic: limits.holdSystolic + 1, holdBelowSpo2: limits.holdBelowSpo2 - 1 })).toEqual([
      'holdSystolic',
      'holdBelowSpo2',
    ]);
    expect(
      loosenedLimits(limits, { ...limits, holdSystolic: limits.holdSystolic - 1, repeatWaitMin: limits.repeatWaitMin + 1 }),
    ).toEqual([]);
  });

  it('finds something exactly when the strictest of both is not what was given', () => {
    fc.assert(
      fc.property(anyLimits, (given) => {
        const strictest = strictestLimits(limits, given);
        const isKept = Object.entries(given).every(([name, value]) => strictest[name as keyof GateLimits] === value);
        return (loosenedLimits(limits, given).length === 0) === isKept;
      }),
    );
  });
});
