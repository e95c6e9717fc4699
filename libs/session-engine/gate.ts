import { MINUTE } from '#kernel';
import type { GateFinding, GateItem, Vitals } from './entry.js';
import { judgeReadyAtHome, type ReadyAtHome } from './gate-at-home.js';
import { judgeReadyInClinic, judgeStaff, type ReadyInClinic } from './gate-in-clinic.js';
import { type GatePlace, judgePlace } from './gate-place.js';
import { type DayOfDose, judgeDayOfDose } from './gate-today.js';
import { overridden } from './overrides.js';
import type { GateLimits } from './plan.js';
import type { Override, Reading } from './state.js';

/** What the gate is judged on, gathered by the server in the transaction that judges. Instants in epoch ms. */
export type GateEvidence = Readonly<{
  isProtocolSigned: boolean;
  /** It is a dose to come of the newest signed protocol, neither withdrawn nor replaced, and as it was signed for what has been since. */
  isDosePlanned: boolean;
  /** Something speaks against going on, and no prescriber has looked at it yet. */
  isCoursePaused: boolean;
  /** Another version of the protocol was signed after the dose was released. */
  isSignedAnew?: boolean;
  isDoseUnlocked: boolean;
  /** By the last dose that was taken, and the days between two that the newest protocol asks for; null when none was taken. */
  doseNotBefore: number | null;
  /** `missing`: codes of clauses in force that are not signed in their version, or not within a year, or were taken back. */
  consent: Readonly<{ signedVersion: string | null; currentVersion: string; missing: readonly string[] }>;
  arrivedAt?: number;
  isChaperonePresent: boolean;
  /** What whoever is to stay with the patient has not done yet to be ready for it, by name. */
  companionLacks: readonly string[];
  /** In the order of the log. */
  readings: readonly Reading[];
  /** When the prescriber's screen last showed a sign of life on this session. */
  prescriberSeenAt: number | null;
  onlineWithinMs: number;
  onCallPersonId: string | null;
  /** Until when somebody is on call without a break (null: nobody is), and until when somebody has to be (`coverNeededUntil`). */
  cover: Readonly<{ until: number | null; neededUntil: number }>;
  /** Answers of the patient that may mean danger, and that no clinician has reviewed. */
  openSignals: number;
  /** When the patient last answered item 9 of the PHQ-9 (null: never), and how old that may be for a dose. */
  item9: Readonly<{ answeredAt: number | null; maxAgeMs: number }>;
  place: GatePlace;
  day: DayOfDose;
  /** What a prescriber has signed in this session, and stands. */
  overrides?: readonly Override[] | undefined;
  /** A reading without the saturation of a pulse oximeter is none. */
  needsOximeter?: boolean;
}> &
  Ready;

/** What is ready where the session takes place: in the clinic another law holds than at home. */
export type Ready = (ReadyAtHome & Readonly<{ inClinic?: undefined }>) | Readonly<{ inClinic: ReadyInClinic }>;

export type GateOutcome = Readonly<{ isPassed: boolean; findings: readonly GateFinding[] }>;

const finding = (item: GateItem, isMet: boolean, reason: string, evidence: GateFinding['evidence'] = {}): GateFinding => ({
  item,
  isMet,
  reason,
  evidence,
});

/**
 * Judges the pre-dose gate. It passes only if every item is met; nothing in it can be waived here, and the few reasons that a prescriber may
 * decide about (`MAY_BE_OVERRIDDEN`) are met only by what they have signed in this session.
 *
 * @param limits the strictest of clinic, protocol and patient (`strictestLimits`)
 * @param now    epoch ms
 */
export function evaluateGate(evidence: GateEvidence, limits: GateLimits, now: number): GateOutcome {
  const { consent, isDoseUnlocked, inClinic, overrides = [] } = evidence;
  const findings = [
    judgeProtocol(evidence),
    finding('dose-unlocked', isDoseUnlocked, isDoseUnlocked ? 'unlocked' : 'integration-due'),
    judgeDays(evidence, now),
    judgeConsent(consent),
    inClinic ? judgeStaff(inClinic) : judgeChaperone(evidence),
    judgeVitals(evidence, limits, now),
    judgeOnline(evidence, now),
    judgeCover(evidence),
    judgeAnswers(evidence),
    judgeFresh(evidence, now),
    judgePlace(evidence.place),
    ...(inClinic ? judgeReadyInClinic(inClinic, now) : judgeReadyAtHome(evidence)),
    ...judgeDayOfDose(evidence.day, overrides, now),
  ].map((judged) => overridden(judged, overrides));
  return { isPassed: findings.every(({ isMet }) => isMet), findings };
}

/** Current is a consent of the version in force of which no clause is missing. */
function judgeConsent({ signedVersion, currentVersion, missing }: GateEvidence['consent']): GateFinding {
  const isCurrent = signedVersion === currentVersion && missing.length === 0;
  const reason = isCurrent ? 'current' : signedVersion === null ? 'no-consent' : 'outdated';
  return finding('consent-current', isCurrent, reason, { signedVersion, currentVersion, missing: missing.join(', ') });
}

/** There, and ready for it: somebody who was never told what to look for sees nothing. */
function judgeChaperone({ isChaperonePresent, companionLacks, arrivedAt }: GateEvidence): GateFinding {
  const isReady = companionLacks.length === 0;
  const reason = isChaperonePresent ? (isReady ? 'present' : 'not-ready') : 'not-here';
  return finding('chaperone-present', isChaperonePresent && isReady, reason, {
    arrivedAt: arrivedAt ?? null,
    lacks: companionLacks.join(', '),
  });
}

function judgeProtocol({ isProtocolSigned, isDosePlanned, isCoursePaused, isSignedAnew }: GateEvidence): GateFinding {
  if (!isProtocolSigned) return finding('protocol-signed', false, 'not-signed');
  if (isCoursePaused) return finding('protocol-signed', false, 'paused');
  if (!isDosePlanned) return finding('protocol-signed', false, 'dose-not-planned');
  return finding('protocol-signed', !isSignedAnew, isSignedAnew ? 'signed-anew' : 'signed');
}

/** To the minute: however the sessions were booked, a dose does not follow another one sooner than was signed. */
function judgeDays({ doseNotBefore }: GateEvidence, now: number): GateFinding {
  const isMet = doseNotBefore === null || now >= doseNotBefore;
  return finding('days-between', isMet, isMet ? 'far-enough' : 'too-soon', { notBefore: doseNotBefore });
}

function judgeOnline({ prescriberSeenAt, onlineWithinMs }: GateEvidence, now: number): GateFinding {
  const isOnline = prescriberSeenAt !== null && now - prescriberSeenAt <= onlineWithinMs;
  return finding('clinician-online', isOnline, isOnline ? 'online' : 'not-watching', { seenAt: prescriberSeenAt });
}

/** The rota has to answer for the whole session, not only for the minute of the gate. */
function judgeCover({ onCallPersonId, cover }: GateEvidence): GateFinding {
  const say = (isMet: boolean, reason: string) =>
    finding('on-call-resolvable', isMet, reason, {
      personId: onCallPersonId,
      coveredUntil: cover.until,
      neededUntil: cover.neededUntil,
    });
  if (onCallPersonId === null || cover.until === null) return say(false, 'nobody-on-call');
  return cover.until >= cover.neededUntil ? say(true, 'covered') : say(false, 'cover-ends');
}

const judgeAnswers = ({ openSignals }: GateEvidence): GateFinding =>
  finding('answers-reviewed', openSignals === 0, openSignals === 0 ? 'reviewed' : 'review-due', { openSignals });

/** No dose without a recent answer to the question after thoughts of death. Source: docs/clinical-defaults.md, "Questionnaires", A12. */
function judgeFresh({ item9: { answeredAt, maxAgeMs } }: GateEvidence, now: number): GateFinding {
  const isFresh = answeredAt !== null && now - answeredAt <= maxAgeMs;
  const reason = answeredAt === null ? 'never-answered' : isFresh ? 'fresh' : 'answers-too-old';
  return finding('answers-fresh', isFresh, reason, { answeredAt, maxAgeMs });
}

/** Whether a reading lies at or beyond a hold limit, or comes with symptoms: no dose today. */
export function isHold({ systolicMmHg, diastolicMmHg, heartRateBpm, spo2Pct, hasSymptoms }: Vitals, limits: GateLimits): boolean {
  return (
    hasSymptoms ||
    systolicMmHg >= limits.holdSystolic ||
    diastolicMmHg >= limits.holdDiastolic ||
    heartRateBpm >= limits.holdHeartRate ||
    systolicMmHg < limits.holdBelowSystolic ||
    heartRateBpm < limits.holdBelowHeartRate ||
    (spo2Pct !== undefined && spo2Pct < limits.holdBelowSpo2)
  );
}

const isReview = ({ systolicMmHg, diastolicMmHg, heartRateBpm }: Reading, limits: GateLimits): boolean =>
  systolicMmHg >= limits.reviewSystolic || diastolicMmHg >= limits.reviewDiastolic || heartRateBpm >= limits.reviewHeartRate;

/** A hold stands for the session; a reading to review asks for rest and another one, so many times. */
function judgeVitals({ readings: unordered, needsOximeter }: GateEvidence, limits: GateLimits, now: number): GateFinding {
  const readings = [...unordered].sort((a, b) => a.happenedAt - b.happenedAt || a.seq - b.seq);
  const say = (isMet: boolean, reason: string, reading?: Reading) =>
    finding('vitals', isMet, reason, reading ? evidenceOf(reading) : {});
  const held = readings.find((reading) => isHold(reading, limits));
  if (held) return say(false, 'held', held);
  const latest = readings.at(-1);
  if (!latest) return say(false, 'no-reading');
  if (now - latest.happenedAt > limits.vitalsMaxAgeMin * MINUTE) return say(false, 'too-old', latest);
  if (needsOximeter && latest.spo2Pct === undefined) return say(false, 'no-saturation', latest);
  const reviewed = readings.filter((reading) => isReview(reading, limits));
  if (isReview(latest, limits))
    return say(false, reviewed.length > limits.maxRepeats ? 'still-high' : 'rest-and-measure-again', latest);
  const lastReviewed = reviewed.at(-1);
  const hasRested = !lastReviewed || latest.happenedAt - lastReviewed.happenedAt >= limits.repeatWaitMin * MINUTE;
  if (reviewed.length > limits.maxRepeats) return say(false, 'still-high', latest);
  return hasRested ? say(true, 'within-limits', latest) : say(false, 'rest-and-measure-again', latest);
}

const evidenceOf = ({ seq, systolicMmHg, diastolicMmHg, heartRateBpm, spo2Pct, hasSymptoms, happenedAt }: Reading) => ({
  seq,
  systolicMmHg,
  diastolicMmHg,
  heartRateBpm,
  spo2Pct: spo2Pct ?? null,
  hasSymptoms,
  happenedAt,
});
