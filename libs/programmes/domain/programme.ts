/** What of a programme its laws and its steps are about. Data: no programme is code. */
export type ProgrammeFacts = Readonly<{
  setting: 'home' | 'clinic';
  templates: readonly string[];
  preparationVisits: number;
  sessions: number;
  reviewsAfter: readonly number[];
  needsCompanion: boolean;
  ownTherapist: Readonly<{ letters: readonly string[] }> | null;
  questionnaires: readonly Readonly<{ name: string }>[];
  requirements: readonly string[];
}>;

export type EnrolmentState = 'enrolled' | 'active' | 'completed' | 'ended';
/** Something that was recorded of an enrolment: a requirement that is met, or the session after which somebody looked at the course. */
export type Mark = Readonly<{ kind: 'requirement' | 'review'; which: string }>;
export type Part = 'prescriber' | 'therapist' | 'companion';

export const isMarked = (marks: readonly Mark[], kind: Mark['kind'], which: string | number): boolean =>
  marks.some((mark) => mark.kind === kind && mark.which === String(which));
