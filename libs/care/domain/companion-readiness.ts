import { DAY } from '#kernel';

/** What somebody does once before they stay with a patient; a phone that was tried is good to have, and not asked for. */
export type CompanionStep = 'agreement' | 'training' | 'phone-test';
export type NeededStep = Exclude<CompanionStep, 'phone-test'>;
/** A step as it was last done. `at`: epoch ms. */
export type StepDone = Readonly<{ version: number; isPassed: boolean; at: number }>;
export type StepsDone = Readonly<Partial<Record<CompanionStep, StepDone>>>;

/** The text that is agreed to, the training and the trial of the phone as they are now; whoever did an earlier one does it again. */
export const COMPANION_VERSIONS: Readonly<Record<CompanionStep, number>> = { agreement: 1, training: 1, 'phone-test': 1 };

/** How long each is good for, in days. Source: a default of ours, docs/clinical-defaults.md, "The companion". */
const VALID_DAYS: Readonly<Record<CompanionStep, number>> = { agreement: 365, training: 365, 'phone-test': 30 };
const NEEDED: readonly NeededStep[] = ['agreement', 'training'];

/**
 * Whether a step that was done counts now: of the current version, passed, and not too long ago.
 *
 * @param now epoch ms
 */
export function isStepGood(step: CompanionStep, done: StepDone | undefined, now: number): boolean {
  if (!done?.isPassed || done.version !== COMPANION_VERSIONS[step]) return false;
  return now - done.at < VALID_DAYS[step] * DAY;
}

/**
 * What a person still has to do before a patient may take a dose in their company.
 *
 * @param now epoch ms
 * @returns   in the order in which it is done; empty: they are ready
 */
export const companionLacks = (done: StepsDone, now: number): NeededStep[] =>
  NEEDED.filter((step) => !isStepGood(step, done[step], now));

/** What the three questions after the training may be answered with. */
export type TrainingAnswers = Readonly<{
  unresponsive: 'call-emergency' | 'wait' | 'ask-later';
  asleep: 'look-close' | 'leave-them' | 'wake-them';
  errand: 'say-it-first' | 'go-quickly' | 'go-quietly';
}>;
export type TrainingQuestion = keyof TrainingAnswers;

/**
 * Source: guidelines for the companions of two US services (docs/clinical-defaults.md): look every fifteen minutes, stay in the home until
 * the end, call the emergency services for somebody who does not respond.
 */
const RIGHT: TrainingAnswers = { unresponsive: 'call-emergency', asleep: 'look-close', errand: 'say-it-first' };

/** The questions that were not answered rightly, in their order. */
export const wrongAnswers = (answers: TrainingAnswers): TrainingQuestion[] =>
  (Object.keys(RIGHT) as TrainingQuestion[]).filter((question) => answers[question] !== RIGHT[question]);
