import { type EnrolmentState, isMarked, type Mark, type Part, type ProgrammeFacts } from './programme.js';

/** What is known of a patient in a programme. Instants in epoch ms. */
export type Standing = Readonly<{
  state: EnrolmentState;
  isEligible: boolean;
  isConsentCurrent: boolean;
  marks: readonly Mark[];
  /** The release that names their own therapist, and the letters that were signed by it; null: none was named. */
  ownTherapist: Readonly<{ isOpen: boolean; letters: readonly string[] }> | null;
  team: ReadonlySet<Part>;
  /** The protocol that holds; null: none. `isOfProgramme`: signed from a template of this programme. */
  course: Readonly<{ isOfProgramme: boolean; isPaused: boolean }> | null;
  isPrepared: boolean;
  /** Sessions since the enrolment in which a dose was taken. */
  had: number;
  /** Whether the visit after the last of them took place; true while there was none. */
  isVisitHeld: boolean;
  /** The dose after it. `unsigned`: a prescriber has yet to decide on it, as far as there is one. */
  nextDose: Readonly<{ state: 'unsigned' | 'signed' | 'booked'; at: number | null }>;
}>;

export type What =
  | 'decide-screening'
  | 'sign-consent'
  | 'meet-requirement'
  | 'name-own-therapist'
  | 'complete-team'
  | 'begin'
  | 'write-letter'
  | 'sign-protocol'
  | 'look-at-pause'
  | 'attend-visit'
  | 'end-review'
  | 'review'
  | 'prepare'
  | 'have-session'
  | 'book-session'
  | 'sign-dose';
export type Doer = 'patient' | 'therapist' | 'prescriber' | 'team' | 'clinic';
/** `number`: of the session that it is about. `which`: a requirement, a letter, or a part of the team. `at`: when it is booked, epoch ms. */
export type Step = Readonly<{ what: What; by: Doer; number: number | null; which: string | null; at: number | null }>;

/** Who does what. That a dose is signed, reviewed or goes on is a prescriber's, always. */
const DOERS: Readonly<Record<What, Doer>> = {
  'decide-screening': 'prescriber',
  'sign-consent': 'patient',
  'meet-requirement': 'team',
  'name-own-therapist': 'patient',
  'complete-team': 'clinic',
  begin: 'team',
  'write-letter': 'team',
  'sign-protocol': 'prescriber',
  'look-at-pause': 'prescriber',
  'attend-visit': 'therapist',
  'end-review': 'prescriber',
  review: 'prescriber',
  prepare: 'patient',
  'have-session': 'team',
  'book-session': 'patient',
  'sign-dose': 'prescriber',
};
type About = Readonly<{ number?: number; which?: string; at?: number | null }>;
const step = (what: What, { number, which, at }: About = {}): Step => ({
  ...{ what, by: DOERS[what], number: number ?? null, which: which ?? null, at: at ?? null },
});

/**
 * What comes next for a patient in a programme, and who does it: always one step, the first that is open, or null when it is over.
 *
 * It says that a prescriber decides on a dose, and never what they decide: nothing here knows a dose.
 */
export function nextStep(programme: ProgrammeFacts, standing: Standing): Step | null {
  if (standing.state === 'completed' || standing.state === 'ended') return null;
  const open = openFoundation(programme, standing);
  if (open) return open;
  return standing.state === 'enrolled' ? step('begin') : stepOfCourse(programme, standing);
}

/** What has to be so as long as a programme goes on; looked at again each time, for a consent ends and people leave. */
function openFoundation(programme: ProgrammeFacts, { isEligible, isConsentCurrent, marks, ...standing }: Standing): Step | null {
  if (!isEligible) return step('decide-screening');
  if (!isConsentCurrent) return step('sign-consent');
  const unmet = programme.requirements.find((which) => !isMarked(marks, 'requirement', which));
  if (unmet !== undefined) return step('meet-requirement', { which: unmet });
  if (programme.ownTherapist && !standing.ownTherapist?.isOpen) return step('name-own-therapist');
  const parts: readonly Part[] = ['prescriber', 'therapist', ...(programme.needsCompanion ? (['companion'] as const) : [])];
  const missing = parts.find((part) => !standing.team.has(part));
  return missing === undefined ? null : step('complete-team', { which: missing });
}

function stepOfCourse({ sessions, reviewsAfter, ownTherapist }: ProgrammeFacts, standing: Standing): Step {
  const { course, had, nextDose, marks } = standing;
  const unwritten = ownTherapist?.letters.find((letter) => !standing.ownTherapist?.letters.includes(letter));
  if (unwritten !== undefined) return step('write-letter', { which: unwritten });
  if (!standing.isVisitHeld) return step('attend-visit', { number: had });
  if (had >= sessions) return step('end-review');
  if (!course?.isOfProgramme) return step('sign-protocol');
  if (course.isPaused) return step('look-at-pause');
  if (reviewsAfter.includes(had) && !isMarked(marks, 'review', had)) return step('review', { number: had });
  if (!standing.isPrepared) return step('prepare');
  const number = had + 1;
  if (nextDose.state === 'booked') return step('have-session', { number, at: nextDose.at });
  return step(nextDose.state === 'signed' ? 'book-session' : 'sign-dose', { number });
}
