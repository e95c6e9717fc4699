import type { Answers, Entered } from './answers.js';

/**
 * What a patient says of one treatment that was tried. `said`: all of it in one form, by which it is known again as long as nobody changes
 * it. `isUnverified`: nobody but the patient has said so.
 */
export type Trial = Readonly<{
  said: string;
  type: string;
  name: string;
  weeks: number | null;
  isAdequate: boolean;
  hasFailed: boolean;
  isUnverified: boolean;
  /** What is missing for a judgement, as field names. */
  missing: readonly string[];
}>;
/** `verifiedFailures`: those of the adequate ones that have not worked for which somebody has seen evidence. */
export type TrialCount = Readonly<{
  trials: readonly Trial[];
  adequateFailures: number;
  verifiedFailures: number;
  wanted: number;
  isUnverified: boolean;
}>;
/** Whether a clinician has verified exactly what was said of a treatment. */
export type IsVerified = (said: string) => boolean;
const nobodyHas: IsVerified = () => false;

/** Source: docs/clinical-defaults.md, "Screening". An adequate trial is six weeks or more, taken as planned. */
const ADEQUATE_WEEKS = 6;
/** Two adequate treatments that have not worked. Fewer are no refusal: a clinician looks. Source: docs/clinical-defaults.md, "Screening". */
export const WANTED_FAILURES = 2;

const NEEDED = ['type', 'name', 'weeks', 'adherence', 'response'] as const;
const text = (entry: Entered, field: string): string => String(entry[field] ?? '').trim();

/** An entry in one form, whatever the order of its fields and the spaces around them. */
const saidIn = (entry: Entered): string =>
  JSON.stringify(
    Object.keys(entry)
      .sort()
      .map((field) => [field, text(entry, field)])
      .filter(([, value]) => value !== ''),
  );

function readTrial(entry: Entered, isVerified: IsVerified): Trial {
  const said = saidIn(entry);
  const weeks = typeof entry['weeks'] === 'number' ? entry['weeks'] : null;
  const missing = NEEDED.filter((field) => text(entry, field) === '');
  return {
    said,
    type: text(entry, 'type'),
    name: text(entry, 'name'),
    weeks,
    isAdequate: weeks !== null && weeks >= ADEQUATE_WEEKS && text(entry, 'adherence') === 'most',
    hasFailed: text(entry, 'response') === 'little' || text(entry, 'response') === 'partial',
    isUnverified: !isVerified(said),
    missing,
  };
}

/**
 * Counts adequate trials that have failed. It only counts: whether somebody is suited is for a clinician to say, whatever the number.
 * One treatment that is named twice counts once. Verifying one changes no count but that of the verified ones.
 *
 * @param isVerified nobody has verified anything when it is left out
 * @source docs/clinical-defaults.md, "Screening": dose, duration, adherence and outcome make a trial adequate; less than half better has not worked
 */
export function countTrials(answers: Answers, isVerified = nobodyHas): TrialCount {
  const given = answers['/treatments'];
  const trials = given?.kind === 'records' ? given.records.map((entry) => readTrial(entry, isVerified)) : [];
  const counted = trials.filter(({ isAdequate, hasFailed, missing }) => isAdequate && hasFailed && missing.length === 0);
  const distinct = (some: readonly Trial[]) => new Set(some.map(({ type, name }) => `${type}|${name.toLowerCase()}`)).size;
  const adequateFailures = distinct(counted);
  const verifiedFailures = distinct(counted.filter(({ isUnverified }) => !isUnverified));
  return {
    trials,
    adequateFailures,
    verifiedFailures,
    wanted: WANTED_FAILURES,
    isUnverified: verifiedFailures < adequateFailures,
  };
}
