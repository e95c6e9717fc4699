import type { Answers, Entered } from './answers.js';

/** What a patient says of one treatment that was tried, read as §2.1 reads it. `isUnverified`: nobody but the patient has said so. */
export type Trial = Readonly<{
  type: string;
  name: string;
  weeks: number | null;
  isAdequate: boolean;
  hasFailed: boolean;
  isUnverified: boolean;
  /** What is missing for a judgement, as field names. */
  missing: readonly string[];
}>;
export type TrialCount = Readonly<{ trials: readonly Trial[]; adequateFailures: number; wanted: number; isUnverified: boolean }>;

/** Source: domain.md §2.1. An adequate trial is six weeks or more, taken as planned. */
const ADEQUATE_WEEKS = 6;
/** Two adequate treatments that have not worked. Fewer are no refusal: a clinician looks. Source: domain.md §2.1. */
export const WANTED_FAILURES = 2;

const NEEDED = ['type', 'name', 'weeks', 'adherence', 'response'] as const;
const text = (entry: Entered, field: string): string => String(entry[field] ?? '').trim();

function readTrial(entry: Entered): Trial {
  const weeks = typeof entry['weeks'] === 'number' ? entry['weeks'] : null;
  const missing = NEEDED.filter((field) => text(entry, field) === '');
  return {
    type: text(entry, 'type'),
    name: text(entry, 'name'),
    weeks,
    isAdequate: weeks !== null && weeks >= ADEQUATE_WEEKS && text(entry, 'adherence') === 'most',
    hasFailed: text(entry, 'response') === 'little' || text(entry, 'response') === 'partial',
    isUnverified: true, // until a clinician has seen evidence of it
    missing,
  };
}

/**
 * Counts adequate trials that have failed. It only counts: whether somebody is suited is for a clinician to say, whatever the number.
 * One treatment that is named twice counts once.
 *
 * @source domain.md §2.1: dose, duration, adherence and outcome make a trial adequate; less than half better has not worked
 */
export function countTrials(answers: Answers): TrialCount {
  const given = answers['/treatments'];
  const trials = given?.kind === 'records' ? given.records.map(readTrial) : [];
  const counted = trials.filter(({ isAdequate, hasFailed, missing }) => isAdequate && hasFailed && missing.length === 0);
  const names = new Set(counted.map(({ type, name }) => `${type}|${name.toLowerCase()}`));
  return {
    trials,
    adequateFailures: names.size,
    wanted: WANTED_FAILURES,
    isUnverified: counted.some((each) => each.isUnverified),
  };
}
