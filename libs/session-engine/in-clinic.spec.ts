import fc from 'fast-check';
import { MINUTE } from '#kernel';
import { alertOf } from './alert-rules.js';
import { type DischargeBlocker, dischargeBlockers } from './discharge.js';
import { nextVitalsOffset } from './due.js';
import { check, vitals } from './testing/answers.js';
import { clinicPlan, dosedInClinic, releasedInClinic } from './testing/clinic-plan.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

/** Answers every check of so many minutes. */
function watched(clinic: SimulatedClinic, minutes: number): void {
  for (let passed = 0; passed < minutes; passed += 5) {
    clinic.live(5);
    const number = (clinic.now - clinic.state.dosedAt!) / MINUTE / 15;
    if (Number.isInteger(number)) clinic.write('safety-check', check(number), { by: 'prescriber' });
  }
}
const measure = (clinic: SimulatedClinic, different: Parameters<typeof vitals>[0] = {}) =>
  clinic.write('vitals', vitals(different), { by: 'prescriber' });
const blockers = ({ state, plan, now }: SimulatedClinic): DischargeBlocker[] => dischargeBlockers(state, plan, now);
const openAlerts = ({ state }: SimulatedClinic) =>
  state.alerts.filter(({ closedAt }) => closedAt === undefined).map(({ kind, level }) => [kind, level]);

describe('who gives a dose in the clinic', () => {
  it('is the patient, or whoever has said that they are with the patient', () => {
    expect(releasedInClinic().write('dose-taken', {})).toBeUndefined();
    expect(releasedInClinic().write('dose-taken', {}, { by: 'prescriber' })).toBeUndefined();
    expect(releasedInClinic().write('dose-taken', {}, { by: 'physician' })).toBe('staff-absent');
  });

  it('is nobody once whoever fits has gone, and at home no clinician at all', () => {
    const clinic = releasedInClinic();
    clinic.write('staff-left', {});
    clinic.write('staff-arrival', {}, { by: 'therapist' });
    expect(clinic.write('dose-taken', {})).toBe('staff-absent');
    expect(clinic.write('dose-taken', {}, { by: 'therapist' })).toBe('staff-absent');
    expect(new SimulatedClinic().write('dose-taken', {}, { by: 'prescriber' })).toBe('not-your-part');
  });

  it('has no companion who arrives, and at home there is no staff who does', () => {
    expect(new SimulatedClinic(clinicPlan).write('arrival', {})).toBe('not-in-this-setting');
    expect(new SimulatedClinic(clinicPlan).write('observation', { sign: 'chaperone-unfit' })).toBe('not-in-this-setting');
    expect(new SimulatedClinic(clinicPlan).write('observation', { sign: 'panic' })).toBeUndefined();
    expect(new SimulatedClinic().write('staff-arrival', {})).toBe('not-in-this-setting');
  });
});

describe('a dosed patient', () => {
  it('who is left without a role that fits is urgent, and it climbs until a person takes it on', () => {
    const clinic = dosedInClinic();
    clinic.write('staff-arrival', {}, { by: 'therapist' });
    clinic.write('staff-left', {});
    expect(openAlerts(clinic)).toEqual([['staff-left', 3]]);
    const { id } = clinic.state.alerts[0]!;
    clinic.live(4);
    expect(clinic.pages).toEqual([`${id}/1`, `${id}/2`, `${id}/3`]);
  });

  it('is not left while a colleague stays, nor before the dose', () => {
    const clinic = dosedInClinic();
    clinic.write('staff-arrival', {}, { by: 'physician' });
    clinic.write('staff-left', {});
    expect(openAlerts(clinic)).toEqual([]);
    const early = releasedInClinic();
    early.write('staff-left', {});
    expect(openAlerts(early)).toEqual([]);
  });

  it.each([
    [98, 70, 0],
    [94, 70, 0],
    [93, 70, 2],
    [90, 70, 2],
    [89, 70, 4],
    [98, 119, 0],
    [98, 120, 2],
    [98, 50, 0],
    [98, 49, 2],
  ])('with a saturation of %i %% and a pulse of %i calls for level %i', (spo2Pct, heartRateBpm, level) => {
    const clinic = dosedInClinic();
    clinic.live(5);
    measure(clinic, { spo2Pct, heartRateBpm });
    expect(openAlerts(clinic)).toEqual(level ? [['vitals', level]] : []);
    const entry = clinic.log.findLast(({ type }) => type === 'vitals')!;
    expect(alertOf(entry, clinic.states.at(entry.seq - 2)!, clinicPlan)?.level ?? 0).toBe(level);
  });
});

describe('blood pressure after esketamine', () => {
  it('is taken at 40 minutes, and again every ten until it is back', () => {
    const clinic = dosedInClinic();
    watched(clinic, 40);
    measure(clinic, { systolicMmHg: 150 });
    expect(nextVitalsOffset(clinic.state, clinicPlan)).toBe(50);
    watched(clinic, 10);
    measure(clinic, { systolicMmHg: 145 });
    expect(nextVitalsOffset(clinic.state, clinicPlan)).toBe(60);
    watched(clinic, 10);
    measure(clinic, { systolicMmHg: 130 });
    expect(nextVitalsOffset(clinic.state, clinicPlan)).toBe(90);
    expect(clinic.state.plannedVitals.map(({ number, state }) => [number, state])).toEqual([
      [40, 'done'],
      [50, 'done'],
      [60, 'done'],
    ]);
  });

  it('that nobody takes again is missed like any other reading', () => {
    const clinic = dosedInClinic();
    watched(clinic, 40);
    measure(clinic, { systolicMmHg: 150 });
    watched(clinic, 20);
    expect(openAlerts(clinic)).toContainEqual(['missed-vitals', 1]);
  });

  it('is not met by a cuff without an oximeter, which asks for no second reading of its own either', () => {
    const clinic = dosedInClinic();
    watched(clinic, 40);
    clinic.write('vitals', { systolicMmHg: 120, diastolicMmHg: 78, heartRateBpm: 70, hasSymptoms: false }, { by: 'prescriber' });
    expect(nextVitalsOffset(clinic.state, clinicPlan)).toBe(40);
    expect(clinic.state.moreVitals).toBeUndefined();
  });
});

describe('discharge from the clinic', () => {
  /** Two hours in which all goes well, up to the end vitals. */
  function afterTwoHours(): SimulatedClinic {
    const clinic = dosedInClinic();
    watched(clinic, 40);
    measure(clinic);
    watched(clinic, 50);
    measure(clinic);
    watched(clinic, 30);
    return clinic;
  }

  it('needs two hours, criteria, a ride with somebody by name, and whoever is with the patient to hand them over', () => {
    const clinic = afterTwoHours();
    expect(blockers(clinic)).toEqual(['ride-missing', 'not-handed-over', 'clinician-confirmation']);
    expect(clinic.write('handed-over', { toldNotToDrive: true })).toBe('ride-missing');
    clinic.write('ride-arranged', {});
    expect(clinic.write('handed-over', { toldNotToDrive: true }, { by: 'therapist' })).toBe('staff-absent');
    expect(clinic.write('handed-over', { toldNotToDrive: true })).toBeUndefined();
    clinic.write('discharge-confirmation', {}, { by: 'therapist' });
    expect(clinic.write('discharge', {})).toBeUndefined();
    expect(clinic.state.phase).toBe('released_home');
  });

  it('comes no minute before two hours, whatever is ready', () => {
    const clinic = dosedInClinic();
    clinic.write('ride-arranged', {});
    watched(clinic, 100);
    expect(clinic.write('handed-over', { toldNotToDrive: true })).toBe('too-early');
    expect(clinic.write('discharge-confirmation', {}, { by: 'therapist' })).toBe('too-early');
    expect(blockers(clinic)).toContain('minimum-time');
  });

  it.each<[DischargeBlocker, Parameters<typeof vitals>[0]]>([
    ['saturation-low', { spo2Pct: 93 }],
    ['end-vitals-high', { systolicMmHg: 165 }],
  ])('waits: %s', (blocker, different) => {
    const clinic = afterTwoHours();
    measure(clinic, different);
    expect(blockers(clinic)).toContain(blocker);
  });

  it('waits for an oximeter when the last reading had none, and for staff who have left', () => {
    const clinic = afterTwoHours();
    clinic.write('vitals', { systolicMmHg: 120, diastolicMmHg: 78, heartRateBpm: 70, hasSymptoms: false }, { by: 'prescriber' });
    clinic.write('staff-left', {});
    expect(blockers(clinic)).toEqual(expect.arrayContaining(['oximeter-missing', 'staff-absent']));
  });
});

describe('whatever people do in the clinic', () => {
  const act = fc.constantFrom<(clinic: SimulatedClinic) => void>(
    (clinic) => clinic.write('staff-arrival', {}),
    (clinic) => clinic.write('staff-arrival', {}, { by: 'therapist' }),
    (clinic) => clinic.write('staff-left', {}),
    (clinic) => measure(clinic),
    (clinic) => measure(clinic, { systolicMmHg: 150, spo2Pct: 95 }),
    (clinic) => clinic.judge(),
    (clinic) => clinic.release(),
    (clinic) => clinic.write('dose-taken', {}, { by: 'prescriber' }),
    (clinic) => clinic.live(10),
    (clinic) => watched(clinic, 60),
    (clinic) => clinic.write('ride-arranged', {}),
    (clinic) => clinic.write('handed-over', { toldNotToDrive: true }),
    (clinic) => clinic.write('discharge-confirmation', {}, { by: 'therapist' }),
    (clinic) => clinic.state.alerts.forEach(({ id: alertId }) => void clinic.write('acknowledgement', { alertId })),
    (clinic) =>
      clinic.state.alerts.forEach(({ id: alertId }) => void clinic.write('alert-closed', { alertId, reason: 'settled' })),
    (clinic) => clinic.write('discharge', {}),
  );

  it('a dose has whoever fits beside it, and a discharge has two hours, a ride and a hand-over before it', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(act, { maxLength: 30, size: 'max' }), (isDosed, story) => {
        const clinic = isDosed ? dosedInClinic() : new SimulatedClinic(clinicPlan);
        if (isDosed) watched(clinic, 40);
        for (const move of story) if (clinic.state.dosedAt !== undefined || clinic.log.length < 40) move(clinic);
        const at = (type: string) => clinic.log.findLast((entry) => entry.type === type);
        const [dose, discharge] = [at('dose-taken'), at('discharge')];
        const before = dose && clinic.states[dose.seq - 2]!;
        if (before) expect(before.onSite?.some(({ role }) => role === 'prescriber')).toBe(true);
        if (!discharge) return;
        expect(discharge.recordedAt).toBeGreaterThanOrEqual(dose!.happenedAt + 120 * MINUTE);
        expect([at('ride-arranged')!.seq, at('handed-over')!.seq].every((seq) => seq < discharge.seq)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
