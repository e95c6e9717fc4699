import type { EnrolmentEnding, EnrolmentState, ProgrammeContent, ProgrammeRequirement, ProgrammeStep } from '#contracts';

export const STATES: Readonly<Record<EnrolmentState, string>> = {
  enrolled: 'Enrolled, not begun',
  active: 'Under way',
  completed: 'Complete',
  ended: 'Ended',
};
export const ENDINGS: Readonly<Record<EnrolmentEnding, string>> = {
  'patient-wishes': 'The patient wishes it',
  'clinical-decision': 'A clinical decision',
  'moved-away': 'The patient has moved away',
  'other-programme': 'They go on in another programme',
  other: 'Something else',
};
export const REQUIREMENTS: Readonly<Record<ProgrammeRequirement, string>> = {
  'rems-enrolment': 'Enrolment in the risk programme of esketamine (REMS)',
  'way-home': 'Somebody who takes the patient home after each session',
};
const LETTERS: Readonly<Record<string, string>> = {
  'treatment-begins': 'that treatment begins',
  'screening-result': 'the result of the screening',
  'clearance-request': 'what we ask them',
};
const PARTS: Readonly<Record<string, string>> = {
  ...{ prescriber: 'a prescriber', therapist: 'a therapist', companion: 'a companion' },
};
export const letterWords = (code: string): string => LETTERS[code] ?? code;

export const DOERS: Readonly<Record<ProgrammeStep['by'], string>> = {
  patient: 'the patient',
  therapist: 'the therapist',
  prescriber: 'a prescriber',
  team: 'the team',
  clinic: 'the clinic',
};

type Words = (step: ProgrammeStep) => string;
const required = ({ which }: ProgrammeStep) => REQUIREMENTS[which as ProgrammeRequirement] ?? which ?? '';
const missing = ({ which }: ProgrammeStep) => PARTS[which ?? ''] ?? which ?? '';

/** The next step, for those who care for the patient. */
const FOR_STAFF: Readonly<Record<ProgrammeStep['what'], Words>> = {
  'decide-screening': () => 'The screening has to be decided anew',
  'sign-consent': () => 'The consent is to be signed',
  'meet-requirement': (step) => `On file first: ${required(step)}`,
  'name-own-therapist': () => 'The patient says who their own therapist is, and lets us write to them',
  'complete-team': (step) => `The team lacks ${missing(step)}`,
  begin: () => 'Everything is on file: the programme can begin',
  'write-letter': ({ which }) => `A letter to the patient’s own therapist: ${letterWords(which ?? '')}`,
  'sign-protocol': () => 'A protocol of this programme is to be signed',
  'look-at-pause': () => 'The course is paused: a prescriber looks at it',
  'attend-visit': ({ number }) => `The visit after session ${number}`,
  'end-review': () => 'The last review',
  review: ({ number }) => `The review after session ${number}`,
  prepare: () => 'The preparation is to be finished',
  'have-session': ({ number }) => `Session ${number}`,
  'book-session': ({ number }) => `Session ${number} is to be booked`,
  'sign-dose': ({ number }) => `A prescriber decides on the dose of session ${number}`,
};
export const staffWords: Words = (step) => FOR_STAFF[step.what](step);

/** The next step, for the patient: what they do, or whom they wait for. */
const FOR_PATIENT: Readonly<Record<ProgrammeStep['what'], Words>> = {
  'decide-screening': () => 'Your prescriber looks at your answers once more.',
  'sign-consent': () => 'Read and sign your consent.',
  'meet-requirement': ({ which }) =>
    which === 'way-home'
      ? 'Tell your team who takes you home after each session.'
      : 'Your prescriber enrols you in the safety programme of the medicine.',
  'name-own-therapist': () => 'Tell us who your therapist is, and what we may write to them.',
  'complete-team': ({ which }) =>
    which === 'companion' ? 'Tell us who will be with you at home.' : 'We find somebody for your team.',
  begin: () => 'Everything is there. Your team begins your programme.',
  'write-letter': () => 'We write to your own therapist.',
  'sign-protocol': () => 'Your prescriber signs your plan.',
  'look-at-pause': () => 'Your course is paused. Your prescriber looks at it, and calls you.',
  'attend-visit': ({ number }) => `The talk after session ${number}.`,
  'end-review': () => 'You and your prescriber look back, and decide how it goes on.',
  review: ({ number }) => `Your prescriber looks at how it goes after session ${number}.`,
  prepare: () => 'Finish preparing.',
  'have-session': ({ number }) => `Session ${number}.`,
  'book-session': ({ number }) => `Choose a time for session ${number}.`,
  'sign-dose': ({ number }) => `Your prescriber plans session ${number}.`,
};
export const patientWords: Words = (step) => FOR_PATIENT[step.what](step);

/** Where the patient does their own step; undefined: it is not on a page of theirs. */
const PAGES: Readonly<Partial<Record<ProgrammeStep['what'], string>>> = {
  ...{ 'sign-consent': '/consents', prepare: '/prepare', 'book-session': '/book', 'name-own-therapist': '/sharing' },
};
export const pageOf = ({ what, by }: ProgrammeStep): string | undefined => (by === 'patient' ? PAGES[what] : undefined);

/** "Session 2 of 6": the session that comes next, or the last one. */
export const placeWords = ({ sessions }: Pick<ProgrammeContent, 'sessions'>, sessionsHad: number): string =>
  sessionsHad >= sessions ? `all ${sessions} sessions are behind you` : `session ${sessionsHad + 1} of ${sessions}`;

const QUESTIONNAIRES: Readonly<Record<string, string>> = {
  ...{ 'phq-9': 'PHQ-9', 'gad-7': 'GAD-7', 'pcl-5': 'PCL-5', 'c-ssrs': 'C-SSRS', 'audit-c': 'AUDIT-C', peg: 'PEG' },
  ...{ 'before-dose': 'questions before a dose', substances: 'substances' },
};
/** "PHQ-9 every 7 days". */
export function askedWords({ name, asked }: ProgrammeContent['questionnaires'][number]): string {
  const words = QUESTIONNAIRES[name] ?? name;
  if (asked.when === 'every-days') return `${words} every ${asked.days} days`;
  return asked.when === 'before-start' ? `${words} before it begins` : `${words} before each session`;
}
