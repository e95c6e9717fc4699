import { MINUTE } from '#kernel';
import { checkLevel, vitalsLevel } from './alert-rules.js';
import type { Entry, SafetyCheck, Vitals } from './entry.js';
import { reduce } from './reduce.js';
import { sublingualHome } from './sublingual-home.js';
import { calm, check, dosedClinic, vitals } from './testing/answers.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

describe('vitalsLevel', () => {
  it.each<[number, string, Partial<Vitals>]>([
    [0, 'a rise of 40', { systolicMmHg: 160 }],
    [2, 'a rise of more than 40', { systolicMmHg: 161 }],
    [0, 'a diastolic rise of 25', { diastolicMmHg: 103 }],
    [2, 'a diastolic rise of more than 25', { diastolicMmHg: 104 }],
    [2, '170', { systolicMmHg: 170 }],
    [2, 'symptoms', { hasSymptoms: true }],
    [0, 'saturation 94', { spo2Pct: 94 }],
    [2, 'saturation 93', { spo2Pct: 93 }],
    [4, 'saturation 89', { spo2Pct: 89 }],
    [3, '180 without symptoms', { systolicMmHg: 180 }],
    [3, 'diastolic 120 without symptoms', { diastolicMmHg: 120 }],
    [4, '180 with symptoms', { systolicMmHg: 180, hasSymptoms: true }],
  ])('is %i for %s', (level, _, different) => {
    expect(vitalsLevel(vitals(different), calm, sublingualHome.plan.inSession)).toBe(level);
  });
});

describe('checkLevel', () => {
  it.each<[number, string, Partial<SafetyCheck>, boolean]>([
    [0, 'all well', {}, false],
    [1, 'upset', { isUpset: true }, false],
    [1, 'vomiting', { isVomiting: true }, false],
    [2, 'vomiting again', { isVomiting: true }, true],
    [0, 'vomiting that is over', {}, true],
    [3, 'a response only to a loud voice', { response: 'only-loud' }, false],
    [4, 'a response only to shaking', { response: 'only-shaken' }, false],
    [4, 'no response', { response: 'none' }, false],
    [4, 'breathing that is not normal', { breathing: 'slow-or-strange' }, false],
    [4, 'the worst of several', { breathing: 'slow-or-strange', isUpset: true, isVomiting: true }, true],
  ])('is %i for %s', (level, _, different, vomitedBefore) => {
    expect(checkLevel(check(1, different), vomitedBefore)).toBe(level);
  });
});

describe('what raises an alert', () => {
  it('is, before the dose, a crisis only: the rest is the gate', () => {
    const clinic = new SimulatedClinic();
    clinic.write('vitals', vitals({ systolicMmHg: 179 }));
    expect(clinic.state.alerts).toEqual([]);
    clinic.write('vitals', vitals({ systolicMmHg: 180, hasSymptoms: true }));
    expect(clinic.state.alerts).toMatchObject([{ kind: 'vitals', level: 4 }]);
  });

  it('is measured against the last reading before the dose, also when a reading from before it arrives late', () => {
    const clinic = dosedClinic();
    clinic.live(1);
    clinic.write('vitals', vitals({ systolicMmHg: 150 }), { at: clinic.now - 10 * MINUTE });
    expect(clinic.state.alerts).toEqual([]);
    clinic.write('vitals', vitals({ systolicMmHg: 161 }));
    expect(clinic.state.alerts).toMatchObject([{ kind: 'vitals', level: 2 }]);
  });

  it.each([
    ['therapist', 1],
    ['prescriber', 2],
    ['emergency', 4],
  ] as const)('is a call for the %s, at level %i, even when the session is over', (asked, level) => {
    const clinic = new SimulatedClinic();
    clinic.write('abort', { reason: 'illness' });
    clinic.write('help', { asked });
    expect(clinic.state.alerts).toMatchObject([{ kind: 'help', level }]);
    expect(clinic.pending()).toHaveLength(1);
  });

  it('is vomiting: once to watch, again for a clinician', () => {
    const clinic = dosedClinic();
    clinic.live(15);
    clinic.write('safety-check', check(1, { isVomiting: true }));
    clinic.live(15);
    clinic.write('safety-check', check(2, { isVomiting: true }));
    expect(clinic.state.alerts.map(({ startLevel }) => startLevel)).toEqual([1, 2]);
  });

  it('is a check that arrives after the end and tells of something bad, for it may still be so', () => {
    const clinic = dosedClinic();
    const over = { ...clinic.state, phase: 'released_home' as const, dischargedAt: clinic.now };
    const at = clinic.now + 16 * MINUTE;
    const author = { personId: 'chaperone', role: 'chaperone' as const };
    const entry: Entry = {
      id: 'any',
      seq: over.seq + 1,
      type: 'safety-check',
      payload: check(1, { response: 'none' }),
      happenedAt: at,
      recordedAt: at,
      author,
    };
    expect(reduce(over, entry, clinic.plan).effects).toMatchObject([
      { kind: 'raise', alert: { kind: 'safety-check', level: 4 } },
    ]);
  });
});
