import type { GateItem, TodayAnswers } from './entry.js';
import type { GateEvidence } from './gate.js';
import { MAY_BE_OVERRIDDEN } from './overrides.js';
import { asked, calm, clear, today, vitals } from './testing/answers.js';
import { COVERED, SimulatedClinic } from './testing/simulated-clinic.js';

/** A clinic whose gate was judged after these answers. */
function judged(different: Partial<TodayAnswers> = {}): SimulatedClinic {
  const clinic = new SimulatedClinic();
  clinic.write('arrival', {});
  clinic.write('vitals', calm);
  asked(clinic, different);
  clinic.judge();
  return clinic;
}
/** A clinic whose gate was judged after three readings in the review range. */
function stillHigh(): SimulatedClinic {
  const clinic = new SimulatedClinic();
  clinic.write('arrival', {});
  asked(clinic);
  for (let time = 0; time < 3; time++) {
    clinic.pass(6);
    clinic.write('vitals', vitals({ systolicMmHg: 145 }));
  }
  clinic.judge();
  return clinic;
}
const heldOf = ({ state }: SimulatedClinic) =>
  state.gate!.findings.filter(({ isMet }) => !isMet).map(({ item, reason }) => `${item}: ${reason}`);
const sign = (clinic: SimulatedClinic, item: GateItem, heldFor: string, gateSeq = clinic.state.gate!.seq) =>
  clinic.write('override', { item, heldFor, gateSeq });

describe('what was said of today', () => {
  it('stands: the patient adds to it, and only a clinician who has asked them takes it back', () => {
    const clinic = judged({ tookSedative: true, ateHoursAgo: 1 });
    clinic.write('today-answers', clear);
    clinic.judge();
    expect(heldOf(clinic)).toEqual(['fasting: ate-just-now', 'substances: sedative-taken']);
    clinic.write('today-answers', clear, { by: 'therapist' });
    clinic.judge();
    expect(heldOf(clinic)).toEqual([]);
  });

  it('is not taken back by a clinician who had asked before it was said', () => {
    const clinic = judged();
    const askedAt = clinic.now;
    clinic.pass(2);
    clinic.write('today-answers', today({ alcoholOrCannabis: 'within-a-day' }));
    clinic.write('today-answers', clear, { by: 'therapist', at: askedAt });
    clinic.judge();
    expect(heldOf(clinic)).toEqual(['substances: alcohol-within-a-day']);
  });

  it('takes a dose back that was released before it was said', () => {
    const clinic = judged();
    clinic.release();
    clinic.write('today-answers', today({ isSomethingNew: true }));
    expect(clinic.write('dose-taken', {})).toBe('dose-not-released');
    expect(clinic.release()).toBe('gate-not-passed');
  });

  it('is asked again after two hours', () => {
    const clinic = judged();
    clinic.pass(121);
    clinic.write('vitals', calm);
    clinic.judge();
    expect(heldOf(clinic)).toContain('fasting: asked-too-long-ago');
  });

  it('tells of hours that go on: what was too recent becomes long enough', () => {
    const clinic = judged({ ateHoursAgo: 3 });
    expect(heldOf(clinic)).toEqual(['fasting: ate-too-recently']);
    clinic.pass(60);
    clinic.write('vitals', calm);
    clinic.judge();
    expect(heldOf(clinic)).toEqual([]);
  });
});

describe('an override', () => {
  it('lets through what it was signed for, and the gate says so', () => {
    const clinic = judged({ ateHoursAgo: 3 });
    expect(sign(clinic, 'fasting', 'ate-too-recently')).toBeUndefined();
    clinic.judge();
    expect(clinic.state.gate!.findings.find(({ item }) => item === 'fasting')).toMatchObject({
      ...{ isMet: true, reason: 'overridden' },
      evidence: { heldFor: 'ate-too-recently', overriddenBy: 'prescriber', overrideSeq: clinic.state.overrides![0]!.seq },
    });
    expect(clinic.release()).toBeUndefined();
  });

  it('is of the gate that was seen', () => {
    const clinic = judged({ ateHoursAgo: 3 });
    const seen = clinic.state.gate!.seq;
    clinic.judge();
    expect(sign(clinic, 'fasting', 'ate-too-recently', seen)).toBe('gate-not-seen');
  });

  it.each<[string, (clinic: SimulatedClinic) => void, string]>([
    ['answers', (clinic) => clinic.write('today-answers', today({ ateHoursAgo: 3 })), 'fasting: ate-too-recently'],
    ['a reason', (clinic) => clinic.write('today-answers', today({ ateHoursAgo: 1 })), 'fasting: ate-just-now'],
  ])('ends with new %s', (_, change, held) => {
    const clinic = judged({ ateHoursAgo: 3 });
    sign(clinic, 'fasting', 'ate-too-recently');
    change(clinic);
    clinic.judge();
    expect(heldOf(clinic)).toEqual([held]);
  });

  it.each<[GateItem, Partial<TodayAnswers>, string, string]>([
    ['substances', { tookSedative: true, alcoholOrCannabis: 'over-a-day-ago' }, 'sedative-taken', 'alcohol-too-recently'],
    ['fasting', { ateHoursAgo: 3, drankHoursAgo: 1 }, 'ate-too-recently', 'drank-too-recently'],
  ])('of one reason leaves the other one of %s', (item, said, first, second) => {
    const clinic = judged(said);
    expect(sign(clinic, item, first)).toBeUndefined();
    clinic.judge();
    expect(heldOf(clinic)).toEqual([`${item}: ${second}`]);
    expect(sign(clinic, item, second)).toBeUndefined();
    clinic.judge();
    expect(heldOf(clinic)).toEqual([]);
  });

  it('is of what the patient had said when the gate was judged', () => {
    const clinic = judged({ ateHoursAgo: 3 });
    clinic.write('today-answers', today({ ateHoursAgo: 2 }));
    expect(sign(clinic, 'fasting', 'ate-too-recently')).toBe('gate-not-seen');
  });

  it('is of the readings with which the gate was judged', () => {
    const clinic = stillHigh();
    clinic.write('vitals', vitals({ systolicMmHg: 155 }));
    expect(sign(clinic, 'vitals', 'still-high')).toBe('gate-not-seen');
  });

  it('of a reading takes the release back with the next reading', () => {
    const clinic = stillHigh();
    sign(clinic, 'vitals', 'still-high');
    clinic.judge();
    expect(clinic.release()).toBeUndefined();
    clinic.write('vitals', vitals({ systolicMmHg: 155 }));
    expect(clinic.write('dose-taken', {})).toBe('dose-not-released');
    expect(clinic.release()).toBe('gate-not-passed');
  });

  it('of a reading that is still high ends with the next reading', () => {
    const clinic = stillHigh();
    expect(sign(clinic, 'vitals', 'still-high')).toBeUndefined();
    clinic.judge();
    expect(heldOf(clinic)).toEqual([]);
    clinic.write('vitals', vitals({ systolicMmHg: 150 }));
    clinic.judge();
    expect(heldOf(clinic)).toEqual(['vitals: still-high']);
  });

  it.each<[string, Partial<GateEvidence>]>([
    ['no consent', { consent: { signedVersion: null, currentVersion: 'v1', missing: [] } }],
    ['no companion', { isChaperonePresent: false }],
    ['a companion who is not ready', { companionLacks: ['training'] }],
    ['no protocol', { isProtocolSigned: false }],
    ['a paused course', { isCoursePaused: true }],
    ['a dose that is locked', { isDoseUnlocked: false }],
    ['too few days', { doseNotBefore: Number.MAX_SAFE_INTEGER }],
    ['nobody on call', { onCallPersonId: null }],
    ['answers that nobody reviewed', { openSignals: 1 }],
    ['a state without a licence', { place: { ...COVERED, jurisdiction: null } }],
    ['a lot that was recalled', { medicine: { onHandMg: 0, doseMg: 1, reason: 'recalled' } }],
    ['a preparation that is open', { preparation: { openItems: 1, firstOpen: 'intentions' } }],
    ['nobody who has seen the patient', { day: { rules: new SimulatedClinic().plan.today!, identifiedAt: null } }],
  ])('is refused over %s', (_, around) => {
    const clinic = judged();
    clinic.judge(around);
    const held = clinic.state.gate!.findings.filter(({ isMet }) => !isMet);
    expect(held.length).toBeGreaterThan(0);
    for (const { item, reason } of held) expect(sign(clinic, item, reason)).toBe('not-to-be-overridden');
  });

  it.each<Partial<TodayAnswers>>([
    { ateHoursAgo: 1 },
    { drankHoursAgo: 0 },
    { alcoholOrCannabis: 'within-a-day' },
    { tookOtherDrug: true },
    { mayBePregnant: true },
    { hasUrinarySymptoms: true },
  ])('is refused over %j', (said) => {
    const clinic = judged(said);
    const [held] = clinic.state.gate!.findings.filter(({ isMet }) => !isMet);
    expect(sign(clinic, held!.item, held!.reason)).toBe('not-to-be-overridden');
  });

  it('is refused over a reading at a hold limit, and over a sentence that was made up', () => {
    const clinic = judged();
    clinic.write('vitals', vitals({ systolicMmHg: 160 }));
    clinic.judge();
    expect(sign(clinic, 'vitals', 'held')).toBe('not-to-be-overridden');
    expect(sign(clinic, 'vitals', 'still-high')).toBe('not-to-be-overridden');
  });

  it('speaks of five items of the gate, and of nothing but what a prescriber decides', () => {
    expect(Object.keys(MAY_BE_OVERRIDDEN)).toEqual(['vitals', 'fasting', 'substances', 'medicines-held', 'nothing-new']);
  });
});
