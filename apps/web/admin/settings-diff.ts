import type { ClinicSettingsJson } from '#contracts';

const NAMES: Readonly<Record<keyof ClinicSettingsJson, string>> = {
  name: 'Name',
  zone: 'Time zone',
  phone: 'Telephone',
  homeText: 'Words for patients',
  sites: 'Sites',
  crisisNumbers: 'Numbers for a crisis',
  holidays: 'Closed days',
  changeCutoffHours: 'Hours before the start from which a change is late',
  lateFeeCents: 'Cost of a late change, in cents',
  answerWithinHours: 'Hours within which messages are answered',
  onCallPhone: 'Telephone at night',
  offerHoldMin: 'Minutes for which an offered time is kept',
  courseReviewHours: 'Hours for which a paused course may wait for a prescriber',
  consentVersion: 'Version of the consent',
  gateLimits: 'Limits of the gate',
  maxConcurrentSessions: 'Sessions that one prescriber may watch',
  onlineWithinSec: 'Seconds within which a prescriber must have been seen',
};

export type Change = Readonly<{ what: string; before: string; after: string }>;

const inWords = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((item) => Object.values(item as object).join(' ')).join('; ') || 'none';
  if (typeof value === 'object' && value !== null) {
    return (
      Object.entries(value)
        .map(([name, limit]) => `${name} ${String(limit)}`)
        .join('; ') || 'none of its own'
    );
  }
  return String(value) || 'nothing';
};

/** What one version changed of the one before it, in words. */
export function changesOf(before: ClinicSettingsJson, after: ClinicSettingsJson): Change[] {
  return (Object.keys(NAMES) as (keyof ClinicSettingsJson)[])
    .map((name) => ({ what: NAMES[name], before: inWords(before[name]), after: inWords(after[name]) }))
    .filter((change) => change.before !== change.after);
}
