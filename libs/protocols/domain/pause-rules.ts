import { DAY } from '#kernel';
import type { CourseFacts, ScoreFact, SessionFact } from './course-facts.js';
import { PAUSE_LIMITS, type PauseLimits } from './pause-limits.js';

type Rule = Readonly<{ words: string; source: string }>;

const OURS = 'a default of Hearth, to be reviewed by the clinic';

/** Why a course stops until a prescriber has looked; by id, with the words for clinicians. */
export const PAUSE_REASONS = {
  'grave-event': { words: 'An alert of a session reached a grave level.', source: OURS },
  'held-twice': { words: 'Two sessions in a row were held for blood pressure or pulse.', source: OURS },
  'clearly-worse': {
    words: 'PHQ-9 or GAD-7 was clearly above the first one, as often as the limits say.',
    source: 'a rise of 5 in PHQ-9 or GAD-7 as a reason for review: alert rule A7',
  },
  suicidality: {
    words: 'The safety questions were answered with moderate or high risk.',
    source: 'Columbia triage, of two published readings the stricter',
  },
  urinary: {
    words: 'Urinary symptoms: blood, several at once, or one at two checks in a row.',
    source: 'ketamine cystitis, of which the first treatment is to stop; the limits are Hearth’s own',
  },
  pregnancy: { words: 'The patient may be pregnant.', source: 'exclusion of Hull et al. 2022' },
  'mania-psychosis': { words: 'New signs of mania or psychosis.', source: 'exclusion of Hull et al. 2022' },
  'visits-missed': { words: 'Visits after sessions were missed.', source: OURS },
  'medicine-unaccounted': { words: 'Medicine is unaccounted for.', source: 'ASA, 25 Feb 2025: watch for diversion' },
  'other-prescriber': { words: 'Somebody else prescribes ketamine, too.', source: OURS },
  'no-response': {
    words: 'No response by PHQ-9 after the fourth or sixth session.',
    source: 'Hull et al. 2022: 11.4 % without response at four weeks',
  },
  'review-missed': { words: 'The end-point review was due a week ago, and nobody has made it.', source: OURS },
  'long-gap': {
    words: 'A long time since the last dose.',
    source: 'a clinician looks before a return: published by one provider',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type PauseReasonId = keyof typeof PAUSE_REASONS;
export const isPauseReason = (id: string): id is PauseReasonId => Object.hasOwn(PAUSE_REASONS, id);

/** What happened, whoever has signed what. */
type Happened = Omit<CourseFacts, 'signedAt' | 'knownWhenSigned'>;

/** After which doses the response is looked at. Source: Hull et al. 2022, of which courses had four to six sessions. */
const RESPONSE_AFTER_DOSES = [4, 6];

/** A reason with the fact that it speaks of (ids and codes) and when that was, epoch ms. */
export type PauseReason = Readonly<{ reason: PauseReasonId; fact: string; at: number }>;
/** One name for both, as they are kept of what is known already. */
export const knownAs = ({ reason, fact }: Readonly<{ reason: string; fact: string }>): string => `${reason}|${fact}`;

const SAFETY_RULES: ReadonlySet<string> = new Set(['A4', 'A5']);
const HELD_REASONS: ReadonlySet<string> = new Set(['held', 'still-high']);
/** In the order of time, and among the same instants in one that does not hang on how they came. */
const byTimeAnd =
  <T extends { at: number }>(idOf: (fact: T) => string) =>
  (a: T, b: T) =>
    a.at - b.at || idOf(a).localeCompare(idOf(b));

function graveEvents({ sessions }: Happened, { graveLevel }: PauseLimits): PauseReason[] {
  const found = new Map<string, PauseReason>();
  for (const { sessionId, alerts } of sessions) {
    for (const { alertId, level, at } of alerts) {
      const fact = `${sessionId}/${alertId}/${level}`;
      if (level < graveLevel || (found.get(fact)?.at ?? at) < at) continue;
      found.set(fact, { reason: 'grave-event', fact, at });
    }
  }
  return [...found.values()];
}

/** When a session was held for vitals and nothing came of it; null when it was not. */
function heldAt({ takenAt, holds }: SessionFact): number | null {
  const held = holds.filter(({ item, reason }) => item === 'vitals' && HELD_REASONS.has(reason)).map(({ at }) => at);
  return takenAt === null && held.length ? Math.min(...held) : null;
}

/** Sessions that nobody measured in say nothing. */
function heldTwice({ sessions }: Happened): PauseReason[] {
  const judged = sessions
    .flatMap((session) => {
      const held = heldAt(session);
      const at = held ?? session.takenAt;
      return at === null ? [] : [{ id: session.sessionId ?? session.doseLineId, at, isHeld: held !== null }];
    })
    .sort(byTimeAnd(({ id }) => id));
  return judged.flatMap(({ id, at, isHeld }, i) =>
    isHeld && judged[i - 1]?.isHeld ? [{ reason: 'held-twice' as const, fact: id, at }] : [],
  );
}

const totals = ({ scores }: Happened, form: string): ScoreFact[] =>
  scores.filter((score) => score.form === form && score.name === 'total').sort(byTimeAnd(({ responseId }) => responseId));

function clearlyWorse(facts: Happened, { worseBy, worseTimes }: PauseLimits): PauseReason[] {
  return ['phq-9', 'gad-7'].flatMap((form) => {
    const [first, ...later] = totals(facts, form);
    const worse = later.filter(({ value }) => value - first!.value >= worseBy);
    return worse.slice(worseTimes - 1).map(({ responseId, at }) => ({ reason: 'clearly-worse' as const, fact: responseId, at }));
  });
}

const suicidality = ({ signals }: Happened): PauseReason[] =>
  signals.filter(({ rule }) => SAFETY_RULES.has(rule)).map(({ signalId, at }) => ({ reason: 'suicidality', fact: signalId, at }));

/** What was said before a dose, as scores: 1 is a yes, `urinary` counts the symptoms. */
const beforeDose = ({ scores }: Happened, name: string): ScoreFact[] =>
  scores.filter((score) => score.form === 'before-dose' && score.name === name).sort(byTimeAnd(({ responseId }) => responseId));

const said = (facts: Happened, name: string, reason: PauseReasonId): PauseReason[] =>
  beforeDose(facts, name)
    .filter(({ value }) => value >= 1)
    .map(({ responseId, at }) => ({ reason, fact: `${responseId}/${name}`, at }));

function urinary(facts: Happened, { urinarySymptoms }: PauseLimits): PauseReason[] {
  const checks = beforeDose(facts, 'urinary');
  const spoken = checks.filter(({ value }, i) => value >= urinarySymptoms || (value >= 1 && (checks[i - 1]?.value ?? 0) >= 1));
  return [
    ...spoken.map(({ responseId, at }) => ({ reason: 'urinary' as const, fact: `${responseId}/symptoms`, at })),
    ...said(facts, 'blood', 'urinary'),
  ];
}

function visitsMissed({ sessions }: Happened, limits: PauseLimits): PauseReason[] {
  const missed = sessions
    .flatMap(({ visit }) =>
      visit?.state === 'missed' || visit?.state === 'late_done' ? [{ id: visit.id, at: visit.startsAt }] : [],
    )
    .sort(byTimeAnd(({ id }) => id));
  return missed.slice(limits.visitsMissed - 1).map(({ id, at }) => ({ reason: 'visits-missed', fact: id, at }));
}

type Dose = Readonly<{ id: string; at: number }>;
const dosesOf = ({ sessions }: Happened): Dose[] =>
  sessions
    .flatMap(({ doseLineId, takenAt }) => (takenAt === null ? [] : [{ id: doseLineId, at: takenAt }]))
    .sort(byTimeAnd(({ id }) => id));

/** By the first PHQ-9 after the dose. */
function noResponse(facts: Happened, { responseFrom, responseLeftPct }: PauseLimits): PauseReason[] {
  const [doses, phq9] = [dosesOf(facts), totals(facts, 'phq-9')];
  const first = phq9[0]?.value ?? 0;
  if (first < responseFrom) return [];
  return RESPONSE_AFTER_DOSES.flatMap((count) => {
    const dose = doses[count - 1];
    const after = dose && phq9.find(({ at }) => at > dose.at);
    if (!after || after.value * 100 <= first * responseLeftPct) return [];
    return [{ reason: 'no-response' as const, fact: dose.id, at: after.at }];
  });
}

/** A shorter gap of somebody's own is a fact of its own: whoever knew of that one, or has looked at it, is asked again at the one that Hearth brings. */
function longGap(facts: Happened, now: number, { gapDays }: PauseLimits): PauseReason[] {
  const brought = PAUSE_LIMITS.gapDays;
  return dosesOf(facts).flatMap(({ id, at }, i, doses) => {
    const gaps = [{ days: brought, fact: id }, ...(gapDays < brought ? [{ days: gapDays, fact: `${id}/own` }] : [])];
    const until = doses[i + 1]?.at ?? now;
    const over = gaps.filter(({ days }) => until > at + days * DAY);
    return over.map(({ days, fact }) => ({ reason: 'long-gap' as const, fact, at: at + days * DAY }));
  });
}

const named = (facts: CourseFacts['unaccounted'], reason: PauseReasonId): PauseReason[] =>
  facts.map(({ id, at }) => ({ reason, fact: id, at }));

/**
 * All that can speak against going on, whoever knows of it.
 *
 * @param now    epoch ms
 * @param limits the strictest of what Hearth brings, the clinic's and the patient's own
 * @returns      in the order of time
 */
export function allReasons(facts: Happened, now: number, limits: PauseLimits): PauseReason[] {
  const found = [
    ...graveEvents(facts, limits),
    ...heldTwice(facts),
    ...clearlyWorse(facts, limits),
    ...suicidality(facts),
    ...urinary(facts, limits),
    ...said(facts, 'pregnancy', 'pregnancy'),
    ...said(facts, 'mania', 'mania-psychosis'),
    ...said(facts, 'psychosis', 'mania-psychosis'),
    ...visitsMissed(facts, limits),
    ...named(facts.unaccounted, 'medicine-unaccounted'),
    ...said(facts, 'other-ketamine', 'other-prescriber'),
    ...named(facts.otherPrescribers, 'other-prescriber'),
    ...named(facts.missedReviews, 'review-missed'),
    ...noResponse(facts, limits),
    ...longGap(facts, now, limits),
  ];
  return found.sort((a, b) => a.at - b.at || a.reason.localeCompare(b.reason) || a.fact.localeCompare(b.fact));
}

/**
 * Everything because of which a course has to stop until a prescriber has looked. The order of the facts does not matter, what happens
 * later takes nothing back, and nothing here clears anything: whether a reason was looked at is the record's to know.
 *
 * @param now    epoch ms
 * @param limits the strictest of what Hearth brings, the clinic's and the patient's own
 * @returns      in the order of time; nothing that whoever signed the protocol knew. What happened before and came to light after it is here.
 * @source    docs/clinical-defaults.md, "Ledger and pauses"; each reason names its own
 */
export function pauseReasons(
  { signedAt, knownWhenSigned, ...facts }: CourseFacts,
  now: number,
  limits: PauseLimits = PAUSE_LIMITS,
): PauseReason[] {
  const known = knownWhenSigned && new Set(knownWhenSigned);
  return allReasons(facts, now, limits).filter((one) => (known ? !known.has(knownAs(one)) : one.at >= signedAt));
}
