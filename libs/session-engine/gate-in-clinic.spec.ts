import { DAY, MINUTE } from '#kernel';
import { judgeReadyInClinic, judgeStaff, type ReadyInClinic } from './gate-in-clinic.js';
import { clinicPlan, releasedInClinic } from './testing/clinic-plan.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

const NOW = 1_790_000_000_000;
const nina = { personId: 'nina', role: 'prescriber', isRostered: true, since: NOW - MINUTE } as const;
const tom = { personId: 'tom', role: 'therapist', isRostered: true, since: NOW - 2 * MINUTE } as const;
const ready = (different: Partial<ReadyInClinic> = {}): ReadyInClinic => ({
  staff: [tom, nina],
  roles: ['prescriber', 'physician'],
  stock: { drawnMg: 56, doseMg: 56, reason: 'good' },
  emergencyPlanAt: NOW - 30 * DAY,
  preparation: { openItems: 0, firstOpen: null },
  ...different,
});

describe('the member of staff at the gate', () => {
  it.each([
    ['staff-on-site', 'nina', {}],
    ['nobody-on-site', null, { staff: [] }],
    ['role-does-not-fit', 'tom', { staff: [tom] }],
    ['not-rostered', 'nina', { staff: [tom, { ...nina, isRostered: false }] }],
  ] as const)('%s', (reason, personId, different) => {
    const found = judgeStaff(ready(different));
    expect(found).toMatchObject({ item: 'chaperone-present', isMet: reason === 'staff-on-site', reason, evidence: { personId } });
  });

  it('is one of several: whoever is not on the roster is in nobody’s way', () => {
    const paul = { ...nina, personId: 'paul', isRostered: false };
    expect(judgeStaff(ready({ staff: [paul, nina] }))).toMatchObject({ isMet: true, evidence: { personId: 'nina' } });
  });
});

describe('what a clinic has ready', () => {
  const reasons = (different: Partial<ReadyInClinic> = {}) =>
    judgeReadyInClinic(ready(different), NOW).map(({ reason }) => reason);

  it.each([
    ['drawn', { drawnMg: 84, doseMg: 56, reason: 'good' }],
    ['not-drawn', { drawnMg: 0, doseMg: 56, reason: 'not-drawn' }],
    ['not-enough', { drawnMg: 28, doseMg: 56, reason: 'good' }],
    ['recalled', { drawnMg: 56, doseMg: 56, reason: 'recalled' }],
    ['past-use-by', { drawnMg: 56, doseMg: 56, reason: 'past-use-by' }],
  ] as const)('medicine: %s', (reason, stock) => {
    expect(reasons({ stock })[0]).toBe(reason);
  });

  it.each([
    ['prepared-for-the-clinic', {}],
    ['preparation-open', { preparation: { openItems: 2, firstOpen: 'fears' } }],
    ['no-emergency-plan', { emergencyPlanAt: null }],
    ['emergency-plan-old', { emergencyPlanAt: NOW - 366 * DAY }],
  ] as const)('preparation and emergency plan: %s', (reason, different) => {
    expect(reasons(different)[1]).toBe(reason);
  });
});

describe('the whole gate in the clinic', () => {
  it('has the eighteen items of the gate at home, and asks for nobody and nothing there', () => {
    const { state } = releasedInClinic();
    expect(state.gate!.isPassed).toBe(true);
    expect(state.gate!.findings).toHaveLength(18);
    expect(state.isChaperonePresent).toBe(false);
    const said = state.gate!.findings.map(({ reason }) => reason);
    expect(said).toEqual(expect.arrayContaining(['staff-on-site', 'drawn', 'prepared-for-the-clinic', 'covered-there']));
  });

  it('takes no reading without a saturation where the plan asks for an oximeter', () => {
    const clinic = new SimulatedClinic(clinicPlan);
    clinic.write('staff-arrival', {});
    const { spo2Pct: _, ...cuffOnly } = {
      systolicMmHg: 120,
      diastolicMmHg: 78,
      heartRateBpm: 70,
      spo2Pct: 98,
      hasSymptoms: false,
    };
    clinic.write('vitals', cuffOnly);
    clinic.judge();
    expect(clinic.state.gate!.findings.find(({ item }) => item === 'vitals')).toMatchObject({
      isMet: false,
      reason: 'no-saturation',
    });
  });

  it('is not passed by what is ready at home', () => {
    const clinic = new SimulatedClinic(clinicPlan);
    clinic.judge({ isChaperonePresent: true });
    expect(clinic.state.gate!.findings.find(({ item }) => item === 'chaperone-present')).toMatchObject({
      reason: 'nobody-on-site',
    });
  });
});
