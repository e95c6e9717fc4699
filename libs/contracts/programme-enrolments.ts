import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { ProgrammeContent, ProgrammeRequirement } from './programmes.js';

export const EnrolmentState = z.enum(['enrolled', 'active', 'completed', 'ended']);
export type EnrolmentState = z.infer<typeof EnrolmentState>;
export const EnrolmentEnding = z.enum(['patient-wishes', 'clinical-decision', 'moved-away', 'other-programme', 'other']);
export type EnrolmentEnding = z.infer<typeof EnrolmentEnding>;

/** What comes next, in the order in which it is asked. None of it says a dose. */
export const PROGRAMME_STEPS = [
  ...(['decide-screening', 'sign-consent', 'meet-requirement', 'name-own-therapist', 'complete-team', 'write-letter'] as const),
  ...(['begin', 'sign-protocol', 'look-at-pause', 'prepare'] as const),
  ...(['have-session', 'attend-visit', 'review', 'sign-dose', 'book-session', 'end-review'] as const),
] as const;
export const ProgrammeStep = z.object({
  what: z.enum(PROGRAMME_STEPS),
  by: z.enum(['patient', 'therapist', 'prescriber', 'team', 'clinic']).describe('Who does it.'),
  number: z.int().nullable().describe('Of the session that it is about, in this programme, from 1.'),
  which: z.string().nullable().describe('A requirement, a letter, or who is missing on the team; as a code.'),
  at: z.iso.datetime().nullable().describe('When it is booked.'),
});
export type ProgrammeStep = z.infer<typeof ProgrammeStep>;

export const ProgrammeVisit = z.object({
  kind: z.enum(['preparation', 'session', 'integration', 'review', 'end-review']),
  number: z.int().describe('Of its kind, from 1; of a review, of the session that it comes after.'),
  isDone: z.boolean(),
});
export type ProgrammeVisit = z.infer<typeof ProgrammeVisit>;

export const ProgrammeMark = z.object({
  kind: z.enum(['requirement', 'review']),
  which: z.string().describe('The requirement, or the number of the session.'),
  recordedByName: z.string().nullable(),
  recordedAt: z.iso.datetime(),
});
export type ProgrammeMark = z.infer<typeof ProgrammeMark>;

export const ProgrammeEnrolment = z.object({
  enrolmentId: z.uuid(),
  versionNumber: z.int(),
  content: ProgrammeContent,
  state: EnrolmentState,
  enrolledByName: z.string().nullable(),
  enrolledAt: z.iso.datetime(),
  beganAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  ending: EnrolmentEnding.nullable(),
  sessionsHad: z.int(),
  next: ProgrammeStep.nullable().describe('Null: it is over.'),
  visits: z.array(ProgrammeVisit),
  marks: z.array(ProgrammeMark),
  ownTherapist: z
    .object({ name: z.string().nullable().describe('Null: it was erased.'), isOpen: z.boolean() })
    .nullable()
    .describe('Whom the patient lets the clinic write to; not open: it is over, or was taken back.'),
});
export type ProgrammeEnrolment = z.infer<typeof ProgrammeEnrolment>;

export const ProgrammeStanding = z.object({
  patientName: z.string(),
  mayChange: z.boolean().describe('Whether the caller enrols, records and ends.'),
  isEligible: z.boolean().describe('Whether the last decision of the screening lets the patient be enrolled.'),
  enrolment: ProgrammeEnrolment.nullable().describe('The one that is open; else the last one.'),
  past: z.array(
    z.object({ name: z.string(), state: EnrolmentState, enrolledAt: z.iso.datetime(), endedAt: z.iso.datetime().nullable() }),
  ),
});
export type ProgrammeStanding = z.infer<typeof ProgrammeStanding>;

const patient = z.strictObject({ patientId: z.uuid() });

export const readProgramme = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/programme',
  summary: 'Where a patient stands in their programme, what comes next, and who does it.',
  params: patient,
  reply: ProgrammeStanding,
  problems: ['care.not-found'],
});

export const enrolInProgramme = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/programme',
  summary: 'Enrols an eligible patient in a published version of a programme; one at a time.',
  params: patient,
  body: z.strictObject({ programmeVersionId: z.uuid() }),
  reply: z.object({ enrolmentId: z.uuid() }),
  problems: ['care.not-found', 'programmes.no-programme', 'programmes.not-eligible', 'programmes.enrolled-already'],
});

export const nameOwnTherapist = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/programme/own-therapist',
  summary: 'Says which of the patient’s releases names their own therapist. The patient gave it, and can take it back.',
  params: patient,
  body: z.strictObject({ releaseId: z.uuid() }),
  reply: z.null(),
  problems: ['care.not-found', 'programmes.not-enrolled', 'programmes.no-such-release'],
});

export const recordProgrammeMark = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/programme/marks',
  summary: 'Records that a requirement is met, or that a prescriber has looked at the course after a session.',
  params: patient,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('requirement'), requirement: ProgrammeRequirement }),
    z.strictObject({ kind: z.literal('review'), afterSession: z.int().min(1).max(60) }),
  ]),
  reply: z.null(),
  problems: ['care.not-found', 'programmes.not-enrolled', 'programmes.not-next', 'programmes.prescribers-part'],
});

export const moveProgramme = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/programme/state',
  summary: 'Begins a programme when nothing is open before it, completes it with its last review, or ends it for a reason.',
  params: patient,
  body: z.discriminatedUnion('to', [
    z.strictObject({ to: z.literal('active') }),
    z.strictObject({ to: z.literal('completed') }),
    z.strictObject({ to: z.literal('ended'), ending: EnrolmentEnding }),
  ]),
  reply: z.null(),
  problems: ['care.not-found', 'programmes.not-enrolled', 'programmes.not-next', 'programmes.prescribers-part'],
});
