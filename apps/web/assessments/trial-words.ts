import type { PatientAssessments, Trial } from '#contracts';

const KINDS: Readonly<Record<string, string>> = {
  drug: 'A medicine',
  psychotherapy: 'Talking therapy',
  device: 'Another treatment',
};

/** What was tried, in one line. */
export function trialWords({ type, weeks, isAdequate, hasFailed, missing }: Trial): string {
  const parts = [
    KINDS[type] ?? '',
    weeks === null ? '' : `${weeks} weeks`,
    isAdequate ? 'long enough, and as planned' : 'not known to be long enough, or as planned',
    hasFailed ? 'helped less than half' : 'helped, or not said',
    missing.length ? 'something is not filled in' : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

type Count = Pick<PatientAssessments['trials'], 'adequateFailures' | 'verifiedFailures'>;

/** Which of them somebody has seen evidence of. */
export function trialCountWords({ adequateFailures, verifiedFailures }: Count): string {
  if (!adequateFailures) return '';
  const own = adequateFailures - verifiedFailures;
  if (!own) return 'All of them are verified.';
  return verifiedFailures
    ? `Verified: ${verifiedFailures}; by the patient’s own word only: ${own}.`
    : 'By the patient’s own word only (unverified).';
}
