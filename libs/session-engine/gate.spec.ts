import { DAY, HOUR, MINUTE } from '#kernel';
import type { GateItem, Vitals } from './entry.js';
import { evaluateGate, type GateEvidence } from './gate.js';
import type { Reading, Today } from './state.js';
import { sublingualHome } from './sublingual-home.js';
import { clear, vitals } from './testing/answers.js';
import { COVERED } from './testing/simulated-clinic.js';

const limits = sublingualHome.plan.gate;
const NOW = 1_790_000_000_000;
const reading = (minutesAgo: number, different: Partial<Vitals> = {}): Reading => ({
  ...vitals(different),
  seq: 100 - minutesAgo,
  happenedAt: NOW - minutesAgo * MINUTE,
  recordedAt: NOW - minutesAgo * MINUTE,
});
const { ateHoursAgo: _, drankHoursAgo: __, ...rest } = clear;
/** Hours since food and drink, and what was said. */
const day = (different: Partial<Today> = {}): GateEvidence['day'] => ({
  today: { ...rest, seq: 3, answeredAt: NOW - 5 * MINUTE, ateAt: NOW - 4 * HOUR, drankAt: NOW - 2 * HOUR, ...different },
  ...{ rules: sublingualHome.plan.today!, identifiedAt: NOW - MINUTE },
});
const evidence = (different: Partial<GateEvidence> = {}): GateEvidence => ({
  isProtocolSigned: true,
  isDosePlanned: true,
  isCoursePaused: false,
  isDoseUnlocked: true,
  doseNotBefore: NOW,
  consent: { signedVersion: 'v2', currentVersion: 'v2', missing: [] },
  arrivedAt: NOW - 15 * MINUTE,
  isChaperonePresent: true,
  companionLacks: [],
  readings: [reading(5)],
  prescriberSeenAt: NOW - 20_000,
  onlineWithinMs: MINUTE,
  onCallPersonId: 'paul',
  cover: { until: NOW + 180 * MINUTE, neededUntil: NOW + 174 * MINUTE },
  openSignals: 0,
  item9: { answeredAt: NOW - 2 * DAY, maxAgeMs: 7 * DAY },
  place: COVERED,
  medicine: { onHandMg: 400, doseMg: 100, reason: 'good' },
  preparation: { openItems: 0, firstOpen: null },
  day: day(),
  ...different,
});
const judge = (different: Partial<GateEvidence> = {}) => evaluateGate(evidence(different), limits, NOW);
const finding = (item: GateItem, different: Partial<GateEvidence> = {}) =>
  judge(different).findings.find((one) => one.item === item)!;
const vitalsReason = (...readings: Reading[]) => finding('vitals', { readings }).reason;

describe('the gate', () => {
  it('passes when all its items are met, and says so of each', () => {
    const { isPassed, findings } = judge();
    expect(isPassed).toBe(true);
    expect(findings.map(({ item, reason }) => [item, reason])).toEqual([
      ['protocol-signed', 'signed'],
      ['dose-unlocked', 'unlocked'],
      ['days-between', 'far-enough'],
      ['consent-current', 'current'],
      ['chaperone-present', 'present'],
      ['vitals', 'within-limits'],
      ['clinician-online', 'online'],
      ['on-call-resolvable', 'covered'],
      ['answers-reviewed', 'reviewed'],
      ['answers-fresh', 'fresh'],
      ['place-licensed', 'covered-there'],
      ['medicine-on-hand', 'on-hand'],
      ['prep-done', 'prepared'],
      ['identity-confirmed', 'identified'],
      ['fasting', 'fasted'],
      ['substances', 'none-taken'],
      ['medicines-held', 'as-agreed'],
      ['nothing-new', 'nothing-new'],
    ]);
  });

  it.each<[GateItem, string, Partial<GateEvidence>]>([
    ['protocol-signed', 'not-signed', { isProtocolSigned: false }],
    ['protocol-signed', 'dose-not-planned', { isDosePlanned: false }],
    ['protocol-signed', 'paused', { isCoursePaused: true }],
    ['protocol-signed', 'signed-anew', { isSignedAnew: true }],
    ['protocol-signed', 'dose-not-planned', { isSignedAnew: true, isDosePlanned: false }],
    ['dose-unlocked', 'integration-due', { isDoseUnlocked: false }],
    ['days-between', 'too-soon', { doseNotBefore: NOW + 1 }],
    ['consent-current', 'no-consent', { consent: { signedVersion: null, currentVersion: 'v2', missing: [] } }],
    ['consent-current', 'outdated', { consent: { signedVersion: 'v1', currentVersion: 'v2', missing: [] } }],
    ['consent-current', 'outdated', { consent: { signedVersion: 'v2', currentVersion: 'v2', missing: ['fees'] } }],
    ['chaperone-present', 'not-here', { isChaperonePresent: false }],
    ['chaperone-present', 'not-ready', { companionLacks: ['training'] }],
    ['vitals', 'no-reading', { readings: [] }],
    ['clinician-online', 'not-watching', { prescriberSeenAt: null }],
    ['clinician-online', 'not-watching', { prescriberSeenAt: NOW - MINUTE - 1 }],
    ['on-call-resolvable', 'nobody-on-call', { onCallPersonId: null }],
    ['on-call-resolvable', 'nobody-on-call', { cover: { until: null, neededUntil: NOW } }],
    ['answers-reviewed', 'review-due', { openSignals: 1 }],
    ['answers-fresh', 'never-answered', { item9: { answeredAt: null, maxAgeMs: 7 * DAY } }],
    ['answers-fresh', 'answers-too-old', { item9: { answeredAt: NOW - 7 * DAY - 1, maxAgeMs: 7 * DAY } }],
    ['place-licensed', 'place-not-stated', { place: { ...COVERED, jurisdiction: null } }],
    ['medicine-on-hand', 'not-enough', { medicine: { onHandMg: 99.99, doseMg: 100, reason: 'good' } }],
    ['medicine-on-hand', 'recalled', { medicine: { onHandMg: 0, doseMg: 100, reason: 'recalled' } }],
    ['medicine-on-hand', 'count-differs', { medicine: { onHandMg: 400, doseMg: 100, reason: 'count-differs' } }],
    ['prep-done', 'preparation-open', { preparation: { openItems: 2, firstOpen: 'intentions' } }],
    ['identity-confirmed', 'not-identified', { day: { ...day(), identifiedAt: null } }],
    ['identity-confirmed', 'identified-too-long-ago', { day: { ...day(), identifiedAt: NOW - 2 * HOUR - 1 } }],
    ['fasting', 'ate-too-recently', { day: day({ ateAt: NOW - 4 * HOUR + 1 }) }],
    ['fasting', 'ate-just-now', { day: day({ ateAt: NOW - 2 * HOUR + 1 }) }],
    ['fasting', 'drank-too-recently', { day: day({ drankAt: NOW - 2 * HOUR + 1 }) }],
    ['fasting', 'drank-just-now', { day: day({ ateAt: NOW - 3 * HOUR, drankAt: NOW - HOUR + 1 }) }],
    ['substances', 'alcohol-within-a-day', { day: day({ alcoholOrCannabis: 'within-a-day', tookSedative: true }) }],
    ['substances', 'alcohol-too-recently', { day: day({ alcoholOrCannabis: 'over-a-day-ago' }) }],
    ['substances', 'sedative-taken', { day: day({ tookSedative: true, alcoholOrCannabis: 'over-a-day-ago' }) }],
    ['substances', 'other-drug', { day: day({ tookOtherDrug: true, tookSedative: true }) }],
    ['medicines-held', 'not-as-agreed', { day: day({ isMedicineAsAgreed: false }) }],
    ['nothing-new', 'may-be-pregnant', { day: day({ mayBePregnant: true, isSomethingNew: true }) }],
    ['nothing-new', 'urinary-symptoms', { day: day({ hasUrinarySymptoms: true, isSomethingNew: true }) }],
    ['nothing-new', 'something-new', { day: day({ isSomethingNew: true }) }],
    ['on-call-resolvable', 'cover-ends', { cover: { until: NOW + MINUTE, neededUntil: NOW + MINUTE + 1 } }],
  ])('does not pass without %s: %s', (item, reason, different) => {
    expect(judge(different).isPassed).toBe(false);
    expect(finding(item, different)).toMatchObject({ isMet: false, reason });
    expect(judge(different).findings.filter(({ isMet }) => !isMet)).toHaveLength(1);
  });

  it('asks for no days behind a dose that nobody has taken', () => {
    expect(finding('days-between', { doseNotBefore: null })).toMatchObject({ isMet: true, evidence: { notBefore: null } });
  });

  it('keeps the numbers that it was judged on', () => {
    expect(finding('vitals', { readings: [reading(5, { systolicMmHg: 139 })] }).evidence).toMatchObject({
      seq: 95,
      systolicMmHg: 139,
      diastolicMmHg: 78,
      heartRateBpm: 70,
      happenedAt: NOW - 5 * MINUTE,
    });
  });
});

describe('the answers of the gate', () => {
  it('are fresh until the very end of their days, and not a moment longer', () => {
    const at = (ageMs: number) => finding('answers-fresh', { item9: { answeredAt: NOW - ageMs, maxAgeMs: 7 * DAY } }).isMet;
    expect([at(0), at(7 * DAY), at(7 * DAY + 1)]).toEqual([true, true, false]);
  });
});

describe('the reading of the gate', () => {
  it('is no evidence when it is older than half an hour', () => {
    expect(vitalsReason(reading(30))).toBe('within-limits');
    expect(vitalsReason(reading(31))).toBe('too-old');
  });

  it.each<[string, Partial<Vitals>, Partial<Vitals>]>([
    ['systolic high', { systolicMmHg: 159 }, { systolicMmHg: 160 }],
    ['diastolic high', { diastolicMmHg: 99 }, { diastolicMmHg: 100 }],
    ['heart rate high', { heartRateBpm: 110 }, { heartRateBpm: 111 }],
    ['systolic low', { systolicMmHg: 90 }, { systolicMmHg: 89 }],
    ['heart rate low', { heartRateBpm: 50 }, { heartRateBpm: 49 }],
    ['saturation low', { spo2Pct: 90 }, { spo2Pct: 89 }],
    ['symptoms', { hasSymptoms: false }, { hasSymptoms: true }],
  ])('holds at the limit: %s', (_, short, at) => {
    expect(vitalsReason(reading(5, short))).not.toBe('held');
    expect(vitalsReason(reading(5, at))).toBe('held');
  });

  it('holds for the session: two good readings afterwards do not clear it', () => {
    expect(vitalsReason(reading(20, { systolicMmHg: 161 }), reading(10), reading(1))).toBe('held');
  });

  it.each<[string, Partial<Vitals>, Partial<Vitals>]>([
    ['systolic', { systolicMmHg: 139 }, { systolicMmHg: 140 }],
    ['diastolic', { diastolicMmHg: 89 }, { diastolicMmHg: 90 }],
    ['heart rate', { heartRateBpm: 100 }, { heartRateBpm: 101 }],
  ])('asks for rest from the review limit on: %s', (_, short, at) => {
    expect(vitalsReason(reading(5, short))).toBe('within-limits');
    expect(vitalsReason(reading(5, at))).toBe('rest-and-measure-again');
  });

  it('passes after five minutes of rest, not before', () => {
    expect(vitalsReason(reading(10, { systolicMmHg: 145 }), reading(6))).toBe('rest-and-measure-again');
    expect(vitalsReason(reading(10, { systolicMmHg: 145 }), reading(5))).toBe('within-limits');
  });

  it('goes by when readings were taken, not by when they arrived', () => {
    expect(vitalsReason(reading(2), reading(10, { systolicMmHg: 145 }))).toBe('within-limits');
    expect(vitalsReason(reading(10), reading(2, { systolicMmHg: 145 }), reading(12))).toBe('rest-and-measure-again');
  });

  it('is still high after two repeats, and stays so', () => {
    const high = (minutesAgo: number) => reading(minutesAgo, { systolicMmHg: 145 });
    expect(vitalsReason(high(25), high(18))).toBe('rest-and-measure-again');
    expect(vitalsReason(high(25), high(18), high(11))).toBe('still-high');
    expect(vitalsReason(high(25), high(18), high(11), reading(2))).toBe('still-high');
  });
});
