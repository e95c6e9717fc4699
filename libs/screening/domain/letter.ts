import type { Outcome } from './course.js';

export type Reason =
  | 'heart-or-pressure'
  | 'liver'
  | 'bladder'
  | 'pregnancy'
  | 'medicines'
  | 'mental-state'
  | 'safety-now'
  | 'substances'
  | 'nobody-at-home'
  | 'not-licensed-there'
  | 'other-treatment-first'
  | 'information-missing'
  | 'own-wish';
export type Alternative =
  | 'own-doctor'
  | 'talk-therapy'
  | 'medicine-review'
  | 'in-clinic-care'
  | 'crisis-care'
  | 'peer-support'
  | 'second-opinion';

const OPENINGS: Readonly<Record<Outcome, string>> = {
  eligible: 'Good news: we think that this treatment can be right for you, and we would like to begin with you.',
  not_eligible: 'We have looked at everything together. Right now this treatment is not safe or not right for you here.',
  deferred: 'We have looked at everything together. It is too early to decide, so we wait a little and look again with you.',
  needs_clearance: 'Before we can decide, we would like a specialist to tell us what they think.',
};

/** Each goes on after "because"; about the matter, never about the person. */
const REASONS: Readonly<Record<Reason, string>> = {
  'heart-or-pressure': 'it can raise blood pressure and put strain on the heart',
  liver: 'it can put strain on the liver',
  bladder: 'it can irritate the bladder',
  pregnancy: 'nobody knows if it is safe in pregnancy or while nursing',
  medicines: 'it may not go well with something that you take',
  'mental-state': 'it could make some of what you live through worse',
  'safety-now': 'your safety comes first right now',
  substances: 'it is not safe together with some of what you told us about',
  'nobody-at-home': 'somebody needs to be with you at home',
  'not-licensed-there': 'we may not treat people in the place where you are',
  'other-treatment-first': 'other treatments should be tried first',
  'information-missing': 'we do not know enough yet',
  'own-wish': 'you told us that you would like it this way',
};

const ALTERNATIVES: Readonly<Record<Alternative, string>> = {
  'own-doctor': 'Talk with your own doctor about this letter; it is yours to share.',
  'talk-therapy': 'Talking with a therapist helps many people. We can name some near you.',
  'medicine-review': 'A doctor can look at what you take now and whether something else would help more.',
  'in-clinic-care': 'Some treatments are given in a clinic, with a team beside you. We can name some.',
  'crisis-care': 'A crisis team can be with you soon, by day and by night.',
  'peer-support': 'Groups of people who know this from themselves can help. We can name some.',
  'second-opinion': 'You may ask another clinician what they think. We send them what you want them to see.',
};

const ENDINGS: Readonly<Record<Outcome, string>> = {
  eligible: 'Next, we go through what you agree to, and you choose your team. You need not do anything today.',
  not_eligible: 'This says nothing about your worth, and it can change. You may ask us why, and ask us to look again.',
  deferred: 'You need not do anything until then. If something changes, write to us at any time.',
  needs_clearance: 'You stay in our care while we wait. We tell you as soon as we know more.',
};

const CRISIS = 'If you are in danger, or think of harming yourself, call 911 or 988 now. You do not need to wait for us.';

/** Which words a letter was written with: a change of any of them is a new version. */
export const LETTER_VERSION = '2026-11';

export type Letter = Readonly<{
  outcome: Outcome;
  reasons: readonly Reason[];
  alternatives: readonly Alternative[];
  /** The clinician's own words to the patient; may be empty. */
  words: string;
  /** "2026-12-24" */
  revisitOn: string | null;
}>;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`;

/**
 * A decision in words for the patient: what was decided, why, what else there is, what comes next, and whom to call in danger. The
 * words are ours to review; nothing in them is taken from the chart.
 *
 * @returns paragraphs
 */
export function letterFor({ outcome, reasons, alternatives, words, revisitOn }: Letter): string[] {
  const because = reasons.length ? [`That is because ${listed(reasons.map((reason) => REASONS[reason]))}.`] : [];
  const again = revisitOn ? [`We look at it again with you from ${longDay(revisitOn)} on.`] : [];
  return [
    OPENINGS[outcome],
    ...because,
    ...(words ? [words] : []),
    ...alternatives.map((alternative) => ALTERNATIVES[alternative]),
    ...again,
    ENDINGS[outcome],
    CRISIS,
  ];
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const longDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${MONTHS[month! - 1]} ${date}, ${year}`;
};

/** What a decision has to say besides its outcome: whoever is turned away, or put off, hears why; and of another way, or a day. */
export function lacksWords({ outcome, reasons, alternatives, revisitOn }: Omit<Letter, 'words'>): boolean {
  if (outcome === 'eligible') return false;
  if (!reasons.length) return true;
  if (outcome === 'not_eligible') return !alternatives.length;
  return outcome === 'deferred' && revisitOn === null;
}
