import type { DoseLedger, Exposure, LedgerDose } from '#contracts';
import type { AlertKind } from '#session-engine';
import { alertWords } from '../session/words.js';

export const FORM_WORDS: Readonly<Record<'phq-9' | 'gad-7' | 'pcl-5', string>> = {
  'phq-9': 'PHQ-9',
  'gad-7': 'GAD-7',
  'pcl-5': 'PCL-5',
};

export const VISIT_WORDS: Readonly<Record<NonNullable<LedgerDose['visit']>, string>> = {
  booked: 'still to come',
  done: 'held',
  missed: 'missed',
  late_done: 'held late',
  cancelled: 'called off',
};

const HOLD_WORDS: Readonly<Record<string, string>> = {
  held: 'vitals at or beyond a hold limit',
  'still-high': 'vitals high after the allowed repeats',
  'rest-and-measure-again': 'vitals to measure again after rest',
  'too-old': 'reading too old',
  'no-reading': 'no reading yet',
};
export const holdWords = (reason: string): string => HOLD_WORDS[reason] ?? reason.replaceAll('-', ' ');

/** "+25 %", "−10 %", "no change"; nothing for a first dose. */
export function stepWords(stepPct: number | null): string {
  if (stepPct === null) return 'first dose';
  if (stepPct === 0) return 'no change';
  return `${stepPct > 0 ? '+' : '−'}${Math.abs(stepPct)} % against the dose before`;
}

/** "14 (−4)" */
export function outcomeWords({ value, change }: LedgerDose['outcomes'][number]): string {
  if (change === null) return String(value);
  return `${value} (${change > 0 ? '+' : change < 0 ? '−' : '±'}${Math.abs(change)})`;
}

export const exposureWords = ({ totalMg, mgIn30Days, mgIn90Days, sessionsIn30Days }: Exposure): string =>
  `${totalMg} mg in all; ${mgIn90Days} mg in 90 days; ${mgIn30Days} mg in ${sessionsIn30Days === 1 ? 'one session' : `${sessionsIn30Days} sessions`} within 30 days`;

export const alertLine = ({ kind, sinceDoseMin }: LedgerDose['alerts'][number]): string =>
  `${alertWords({ kind: kind as AlertKind })}, ${minuteWords(sinceDoseMin)}`;

/** "T+40 min" */
export const minuteWords = (min: number): string => `T${min < 0 ? '−' : '+'}${Math.abs(min)} min`;

/** What the charts show, for whoever does not see them. */
export function summaryWords({ doses, exposure, held }: Pick<DoseLedger, 'doses' | 'exposure' | 'held'>): string {
  if (!doses.length) return 'No dose was taken yet.';
  const [first, last] = [doses[0]!, doses.at(-1)!];
  const course =
    doses.length === 1 ? `One dose of ${first.doseMg} mg.` : `${doses.length} doses, from ${first.doseMg} to ${last.doseMg} mg.`;
  const kept = held.length ? ` ${held.length === 1 ? 'One session' : `${held.length} sessions`} ended at the gate.` : '';
  return `${course} ${exposureWords(exposure)}.${kept}`;
}
