import type { Criterion, Gender, PAIRING_DECLINES, PairingFilter, PairingPart, Topic, Uncovered } from '#contracts';

export const PARTS: Readonly<Record<PairingPart, string>> = { prescriber: 'Prescriber', therapist: 'Therapist' };
/** For patients. */
export const PARTS_OWN: Readonly<Record<PairingPart, string>> = {
  prescriber: 'Who prescribes for you',
  therapist: 'Who talks with you',
};
/** For patients: a part for which somebody is looked for. */
export const SOUGHT: Readonly<Record<PairingPart, string>> = {
  prescriber: 'Somebody who prescribes for you',
  therapist: 'Somebody to talk with',
};
export const SEEK: Readonly<Record<PairingPart, string>> = {
  prescriber: 'Find somebody who prescribes',
  therapist: 'Find somebody to talk with',
};

export const TOPICS: Readonly<Record<Topic, string>> = {
  depression: 'Low mood',
  anxiety: 'Worry and fear',
  trauma: 'Bad things that happened',
  ocd: 'Thoughts or acts that repeat',
  'substance-use': 'Alcohol or drugs',
  grief: 'Loss',
  'chronic-pain': 'Lasting pain',
  couples: 'Life as a couple',
  lgbtq: 'LGBTQ+ life',
  'end-of-life': 'Living with a grave illness',
  perinatal: 'Around a birth',
  veterans: 'After military service',
};
export const GENDERS: Readonly<Record<Gender, string>> = { woman: 'A woman', man: 'A man', 'non-binary': 'A non-binary person' };
const LANGUAGE_CODES = [
  'en',
  'es',
  'fr',
  'de',
  'it',
  'pl',
  'pt',
  'ru',
  'uk',
  'zh',
  'ja',
  'ko',
  'vi',
  'tl',
  'ar',
  'hi',
  'ase',
] as const;
const names = new Intl.DisplayNames('en', { type: 'language' });
/** What browsers have no name for. */
const UNNAMED: Readonly<Record<string, string>> = { ase: 'American Sign Language' };
export const languageName = (code: string): string => UNNAMED[code] ?? names.of(code) ?? code;
export const LANGUAGES: Readonly<Record<string, string>> = Object.fromEntries(
  LANGUAGE_CODES.map((code) => [code, languageName(code)]),
);

export const CRITERIA: Readonly<Record<Criterion, string>> = {
  continuity: 'Knows the patient',
  specialty: 'Knows what they come with',
  soon: 'Free soon',
  zone: 'Same time of day',
  preference: 'As they wished',
};
/** For patients: why somebody is on the list. */
export const CRITERIA_OWN: Readonly<Record<Criterion, string>> = {
  continuity: 'You have met before',
  specialty: 'Knows what you come with',
  soon: 'Has time soon',
  zone: 'It is the same time of day there',
  preference: 'As you wished',
};

export const FILTERS: Readonly<Record<PairingFilter, string>> = {
  'not-here': 'does not work here in this part',
  'conflict-of-interest': 'conflict of interest',
  'excluded-by-patient': 'the patient does not want them',
  'excluded-by-clinician': 'has declined this patient',
  'place-not-stated': 'the patient has not said where they are',
  'no-licence': 'no licence where the patient is',
  'no-prescribing-authority': 'may not prescribe there',
  'no-controlled-substances': 'no registration for controlled substances there',
  'no-collaborator': 'no collaborating physician, which the state wants',
  'no-legal-basis': 'no legal basis to prescribe from afar',
  'no-common-language': 'no language in common',
  full: 'takes no more patients',
};
export const DECLINES: Readonly<Record<(typeof PAIRING_DECLINES)[number], string>> = {
  'no-time': 'No time at the moment',
  'not-my-field': 'Not my field',
  'conflict-of-interest': 'Conflict of interest',
  'more-needed': 'More has to be known first',
};
export const CAUSES: Readonly<Record<Uncovered['cause'], string>> = {
  'let-go': 'was let go from the team',
  left: 'has left the clinic',
  licence: 'has no licence any more where the patient is',
  waits: 'is looked for',
  absent: 'is absent',
};

export const listed = (codes: readonly string[], words: Readonly<Record<string, string>>): string =>
  codes.map((code) => words[code] ?? code).join(', ');

/** @param days until the first time at which both are free */
export function freeWords(days: number | null): string {
  if (days === null) return 'No common time within two weeks';
  if (days === 0) return 'A common time within a day';
  return days === 1 ? 'A common time tomorrow' : `A common time in ${days} days`;
}

export const lackWords = ({ part, cause, lost }: Pick<Uncovered, 'part' | 'cause' | 'lost'>): string =>
  lost
    ? `${lost.displayName} (${PARTS[part].toLowerCase()}) ${CAUSES[cause]}`
    : `a ${PARTS[part].toLowerCase()} ${CAUSES[cause]}`;
