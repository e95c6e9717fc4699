import { evaluateGate, sublingualHome } from '#session-engine';
import { findingWords } from './gate-words.js';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const evidence = {
  isProtocolSigned: true,
  isDosePlanned: true,
  isCoursePaused: false,
  isDoseUnlocked: false,
  doseNotBefore: NOON + 30 * 60_000,
  consent: { signedVersion: 'edition 1', currentVersion: 'edition 2', missing: ['fees'] },
  isChaperonePresent: true,
  companionLacks: ['training'],
  arrivedAt: NOON - 20 * 60_000,
  readings: [],
  prescriberSeenAt: NOON - 2_000,
  onlineWithinMs: 45_000,
  onCallPersonId: null,
  cover: { until: NOON + 180 * 60_000, neededUntil: NOON + 174 * 60_000 },
  openSignals: 2,
  item9: { answeredAt: NOON - 9 * 86_400_000, maxAgeMs: 7 * 86_400_000 },
  place: {
    ...{ jurisdiction: 'US-NY', day: '2026-11-24' },
    prescribers: [{ personId: 'nina', reason: 'dea-registration-over', until: null }],
    therapist: { personId: 'tom', reason: 'met', until: '2026-12-31' },
  },
  medicine: { onHandMg: 50, doseMg: 100, reason: 'good' as const },
  preparation: { openItems: 2, firstOpen: 'intentions' },
  day: { rules: sublingualHome.plan.today!, identifiedAt: null },
};
const words = (item: string, given: Partial<Parameters<typeof evaluateGate>[0]> = {}) => {
  const { findings } = evaluateGate({ ...evidence, ...given }, sublingualHome.plan.gate, NOON);
  return findingWords(findings.find((finding) => finding.item === item)!, NOON, 'America/New_York').replace(/\u202f/g, ' ');
};

describe('findingWords', () => {
  it('says what holds and what it rests on', () => {
    expect(words('consent-current')).toBe(
      'Not every part is signed in its current version. The patient signs what is missing under Consent. Signed edition 1, current edition 2. Missing: fees.',
    );
    expect(words('chaperone-present', { companionLacks: [] })).toBe('Arrived and has not left. Since 6:40 AM.');
    expect(words('chaperone-present')).toMatch(/^There, and not ready yet.* Missing: training\. Since 6:40 AM\.$/);
    expect(words('clinician-online')).toContain('Last seen just before.');
    expect(words('days-between')).toContain('From 7:30 AM');
    expect(words('vitals')).toBe('No reading yet.');
    expect(words('answers-fresh')).toMatch(
      /^The last answers to the PHQ-9 are too old.* Answered 9 days before; at most 7 days\.$/,
    );
  });
  it('says what whom lacks where the patient is', () => {
    expect(words('place-licensed')).toBe(
      'Whoever prescribes has a registration with the DEA for it that is over. No dose today, until that is mended. New York.',
    );
    const met = { ...evidence.place, prescribers: [{ personId: 'nina', reason: 'met', until: '2026-12-31' }] };
    expect(words('place-licensed', { place: met })).toContain('New York, as things stand until 2026-12-31.');
    const unsaid = { ...evidence.place, jurisdiction: null };
    expect(words('place-licensed', { place: unsaid })).toMatch(/^Nobody has said where the patient is today/);
  });
  it('shows the reading that was judged, and how old it was', () => {
    const reading = { seq: 3, systolicMmHg: 161, diastolicMmHg: 97, heartRateBpm: 88, hasSymptoms: false };
    const at = { happenedAt: NOON - 12 * 60_000, recordedAt: NOON - 12 * 60_000 };
    expect(words('vitals', { readings: [{ ...reading, ...at }] })).toBe(
      'At or beyond a hold limit. This holds for today. 161/97, HR 88, 12 min before.',
    );
  });
  it('has words for every reason that the gate gives', () => {
    const { findings } = evaluateGate(evidence, sublingualHome.plan.gate, NOON);
    for (const finding of findings) expect(findingWords(finding, NOON, 'UTC')).toMatch(/^[A-Z]/);
  });
});
