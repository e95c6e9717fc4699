import { type Answers, codeOf } from './answers.js';
import { SAFETY } from './catalogue/safety.js';
import { YES } from './questionnaire.js';
import type { Thresholds } from './thresholds.js';

export type RuleId = 'A1' | 'A2' | 'A3' | 'A4' | 'A5' | 'A6' | 'A7' | 'A9' | 'A11';
/** How it climbs: `now` until somebody is there, `urgent` within the hour, `same-day`; `review` waits on a list. */
export type Urgency = 'review' | 'same-day' | 'urgent' | 'now';
/** What a rule says. `holdsDosing`: no dose is released until a clinician has reviewed it. */
export type Signal = Readonly<{ rule: RuleId; level: 1 | 2 | 3; urgency: Urgency; holdsDosing: boolean; reason: string }>;

const signals = {
  A1: [2, 'same-day', true, 'PHQ-9 item 9 is answered with thoughts of death or self-harm'],
  A2: [2, 'urgent', true, 'PHQ-9 item 9 is high, or higher than last time'],
  A3: [1, 'review', true, 'Safety questions: a wish to be dead, or thoughts without a method'],
  A4: [2, 'urgent', true, 'Safety questions: a method, or an act longer ago than three months'],
  A5: [3, 'now', true, 'Safety questions: intent, a plan, or an act within three months'],
  A6: [1, 'review', false, 'A score is newly severe'],
  A7: [1, 'review', true, 'A score is clearly worse than at the beginning'],
  A9: [1, 'review', false, 'Answers about alcohol or other substances need a look before an order'],
  A11: [2, 'urgent', true, 'Safety questions were left unanswered after item 9'],
} as const satisfies Readonly<Record<RuleId, readonly [Signal['level'], Urgency, boolean, string]>>;

/** What a rule says when it speaks. */
export function signalOf(rule: RuleId): Signal {
  const [level, urgency, holdsDosing, reason] = signals[rule];
  return { rule, level, urgency, holdsDosing, reason };
}

export const RULES = Object.keys(signals) as readonly RuleId[];

/** @param last the answer before this one, of an earlier form; null when there is none */
export function judgeItem9(value: number | null, last: number | null, at: Thresholds): RuleId[] {
  if (value === null || value < at.item9) return [];
  const hasRisen = last !== null && value - last >= at.item9Rise;
  return value >= at.item9Urgent || hasRisen ? ['A1', 'A2'] : ['A1'];
}

/**
 * Reads the safety questions. The stricter reading wins: intent without a plan is high, and answers are never summed.
 *
 * @param isLeft the person has gone: what they did not say of an act counts as recent, and a yes without what follows it as it stands
 * @source docs/clinical-defaults.md, "Questionnaires" (A3–A5): of two published triages the stricter
 */
export function judgeSafety(answers: Answers, isLeft: boolean): RuleId[] {
  const isYes = (linkId: string) => codeOf(answers[linkId]) === YES;
  const hasActed = isYes(SAFETY.everActed);
  const isRecencyUnsaid = codeOf(answers[SAFETY.recentlyActed]) === undefined;
  const isPassedOver = answers[SAFETY.recentlyActed]?.kind === 'skipped';
  const actedRecently = isYes(SAFETY.recentlyActed) || (hasActed && isRecencyUnsaid && (isLeft || isPassedOver));
  if (isYes(SAFETY.intent) || isYes(SAFETY.plan) || actedRecently) return ['A5'];
  if (isYes(SAFETY.method) || hasActed) return ['A4'];
  return isYes(SAFETY.wish) || isYes(SAFETY.thoughts) ? ['A3'] : [];
}

/** A score now, the first one and the one before; null where there is none. */
export type Course = Readonly<{ now: number | null; first: number | null; last: number | null }>;
export const NO_COURSE: Course = { now: null, first: null, last: null };

/** @param courses by questionnaire: `phq-9`, `gad-7`, `pcl-5` */
export function judgeScores(courses: Readonly<Record<string, Course>>, at: Thresholds): RuleId[] {
  const of = (name: string) => courses[name] ?? NO_COURSE;
  const isNewly = ({ now, last }: Course, from: number) => now !== null && now >= from && (last === null || last < from);
  const isWorse = ({ now, first }: Course, by: number) => now !== null && first !== null && now - first >= by;
  const isSevere = isNewly(of('phq-9'), at.phq9Severe) || isNewly(of('gad-7'), at.gad7Severe);
  const hasWorsened =
    isWorse(of('phq-9'), at.phq9Worse) || isWorse(of('gad-7'), at.gad7Worse) || isWorse(of('pcl-5'), at.pcl5Worse);
  return [...(isSevere ? (['A6'] as const) : []), ...(hasWorsened ? (['A7'] as const) : [])];
}

/** @param auditC the score; null while it is not whole */
export function judgeSubstances(auditC: number | null, substances: Answers, at: Thresholds): RuleId[] {
  const isYes = (name: string) => codeOf(substances[`/substances-${name}`]) === YES;
  const needsLook = ['trouble', 'cannot-stop', 'treated', 'opioids', 'ketamine'].some(isYes);
  return (auditC !== null && auditC >= at.auditC) || needsLook ? ['A9'] : [];
}

/** A11: item 9 spoke, and the safety questions that follow it were not finished when the person had gone. */
export const judgeLeft = (item9: number | null, isSafetyWhole: boolean, at: Thresholds): RuleId[] =>
  item9 !== null && item9 >= at.item9 && !isSafetyWhole ? ['A11'] : [];

/**
 * A8: how a course of PHQ-9 scores is called in the chart.
 *
 * @source docs/clinical-defaults.md, "Questionnaires": half or more better; below 5 after 10 or more
 */
export function courseLabel(first: number | null, now: number | null): 'remission' | 'response' | null {
  if (first === null || now === null || first === 0) return null;
  if (first >= 10 && now < 5) return 'remission';
  return now <= first / 2 ? 'response' : null;
}

/**
 * A12: whether the newest answer to item 9 is too old for a session.
 *
 * @param answeredAt epoch ms; null: never
 * @param sessionAt  epoch ms
 * @param maxAgeMs   how old it may be
 */
export const isOverdue = (answeredAt: number | null, sessionAt: number, maxAgeMs: number): boolean =>
  answeredAt === null || sessionAt - answeredAt > maxAgeMs;
