import { MINUTE } from '#kernel';
import { dischargeBlockers } from './discharge.js';
import type { Vitals } from './entry.js';
import { calm, check, dosedClinic, vitals } from './testing/answers.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

const blockers = ({ state, plan, now }: SimulatedClinic) => dischargeBlockers(state, plan, now);

/** Answers every check and takes every planned reading; ends `minutes` after the dose. */
function watched(minutes: number, endVitals: Vitals = calm): SimulatedClinic {
  const clinic = dosedClinic();
  for (let number = 1; number * 15 <= minutes; number++) {
    clinic.live(15);
    clinic.write('safety-check', check(number));
    if (number === 3) clinic.write('vitals', calm);
    if (number === 6) clinic.write('vitals', endVitals);
  }
  clinic.live(minutes % 15);
  return clinic;
}
function confirmed(clinic: SimulatedClinic): SimulatedClinic {
  clinic.write('discharge-confirmation', {});
  clinic.write('discharge-confirmation', {}, { by: 'therapist' });
  return clinic;
}

describe('discharge', () => {
  it('is allowed after the minimum time with end vitals, both confirmations and no open alert, and ends everything', () => {
    const clinic = confirmed(watched(120));
    expect(blockers(clinic)).toEqual([]);
    expect(clinic.write('discharge', {}, { at: clinic.now - 5 * MINUTE })).toBeUndefined();
    expect(clinic.state).toMatchObject({ phase: 'released_home', dischargedAt: clinic.now });
    expect(clinic.pending()).toEqual([]);
  });

  it('needs a dose', () => {
    expect(blockers(new SimulatedClinic())).toEqual(['not-dosed']);
  });

  it('names everything that is missing', () => {
    const clinic = dosedClinic();
    clinic.write('chaperone-left', {});
    expect(blockers(clinic)).toEqual([
      'minimum-time',
      'end-vitals-missing',
      'chaperone-absent',
      'chaperone-confirmation',
      'clinician-confirmation',
      'open-alert',
    ]);
    expect(clinic.write('discharge', {})).toBe('discharge-blocked');
  });

  it('is not confirmed before the minimum time, which it waits for by itself too', () => {
    const early = watched(119);
    expect(early.write('discharge-confirmation', {})).toBe('too-early');
    const clinic = confirmed(watched(120));
    expect(dischargeBlockers(clinic.state, clinic.plan, clinic.now - 1)).toEqual(['minimum-time']);
  });

  it.each<[string, Vitals, string[]]>([
    ['within 20 % of the baseline', vitals({ systolicMmHg: 144 }), []],
    ['further from it', vitals({ systolicMmHg: 145 }), ['end-vitals-high']],
    ['diastolic too high', vitals({ diastolicMmHg: 100 }), ['end-vitals-high']],
    ['symptoms', vitals({ hasSymptoms: true }), ['end-vitals-high']],
  ])('looks at the end vitals: %s', (_, endVitals, expected) => {
    expect(blockers(confirmed(watched(120, endVitals))).filter((name) => name !== 'open-alert')).toEqual(expected);
  });

  it('counts no reading from before its time', () => {
    const clinic = dosedClinic();
    clinic.live(89);
    clinic.write('vitals', calm);
    expect(blockers(clinic)).toContain('end-vitals-missing');
  });

  it('does not overtake a sweep that is late: a check past its grace must be answered or prompted first', () => {
    const clinic = confirmed(watched(120));
    clinic.pass(17);
    expect(blockers(clinic)).toEqual([]);
    clinic.pass(1);
    expect(blockers(clinic)).toEqual(['check-overdue']);
    clinic.sweep();
    expect(blockers(clinic)).toEqual(['open-alert']);
    clinic.write('safety-check', check(9));
    expect(blockers(clinic)).toEqual([]);
  });
});
