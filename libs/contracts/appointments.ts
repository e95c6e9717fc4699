import { z } from 'zod';

import { ChangeTerms } from './bookings.js';
import { WhyNot } from './clinic-schedule.js';
import { endpoint, Nothing } from './endpoint.js';
import { CancelReason } from './integration.js';
import { Appointment } from './scheduling.js';

/** Kinds that are booked by themselves. Dosing sessions come with their visits, and groups have places. */
export const SingleKind = z.enum(['screening', 'preparation', 'follow_up', 'in_clinic']);
export type SingleKind = z.infer<typeof SingleKind>;

const ofAppointment = z.strictObject({ appointmentId: z.uuid() });
const someDays = { from: z.iso.date(), days: z.coerce.number().int().min(1).max(31).default(14) };
const taken = ['scheduling.slot-taken', 'scheduling.not-a-free-time'] as const;

/** Times that can really be had. */
export const AppointmentTimes = z.object({
  zone: z.string().describe("The patient's IANA time zone."),
  clinicZone: z.string(),
  lengthMin: z.int(),
  times: z.array(z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })),
  /** Why there is nothing to choose from, as a stable code; null when there is. */
  reason: z.string().nullable(),
});
export type AppointmentTimes = z.infer<typeof AppointmentTimes>;

export const listAppointmentTimes = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/appointment-times',
  summary:
    'Times at which a patient and those who must be there can meet for an appointment of a kind: their own clinicians where they ' +
    'have them, else any who takes it.',
  params: z.strictObject({ patientId: z.uuid() }),
  query: z.strictObject({ kind: SingleKind, ...someDays }),
  reply: AppointmentTimes,
  problems: ['care.not-found'],
});

/** An appointment with what may be done about it now. */
export const ListedAppointment = Appointment.extend({
  isCancellable: z.boolean().describe('It has not begun.'),
  isMovable: z.boolean().describe('Nor is it a place in a group, which stays at the time of the group.'),
});
export type ListedAppointment = z.infer<typeof ListedAppointment>;

export const listAppointments = endpoint({
  method: 'GET',
  path: '/v1/appointments',
  summary:
    'What is booked of these kinds, for the caller’s patients or with the caller, by time: from now on, and those of the last days of ' +
    'which nobody has said what became of them.',
  reply: z.object({ appointments: z.array(ListedAppointment) }),
});

export const bookAppointment = endpoint({
  method: 'POST',
  path: '/v1/appointments',
  summary: 'Books an appointment of a kind for a patient at a free time; a patient does so where the clinic lets them.',
  body: z.strictObject({ patientId: z.uuid(), kind: SingleKind, startsAt: z.iso.datetime() }),
  reply: ListedAppointment,
  problems: [
    'care.not-found',
    ...taken,
    'scheduling.booked-by-clinic',
    'scheduling.already-booked',
    'scheduling.nobody-takes-it',
  ],
});

export const listAppointmentMoves = endpoint({
  method: 'GET',
  path: '/v1/appointments/:appointmentId/free-times',
  summary: 'Times to which an appointment can be moved, with the same people; its own time counts as free.',
  params: ofAppointment,
  query: z.strictObject(someDays),
  reply: AppointmentTimes,
  problems: ['scheduling.not-found', 'scheduling.begun'],
});

export const moveAppointment = endpoint({
  method: 'POST',
  path: '/v1/appointments/:appointmentId/move',
  summary: 'Moves an appointment that has not begun to another free time.',
  params: ofAppointment,
  body: z.strictObject({ startsAt: z.iso.datetime(), reason: CancelReason }),
  reply: ListedAppointment,
  status: 200,
  problems: [
    'scheduling.not-found',
    'scheduling.begun',
    ...taken,
    'scheduling.not-booked',
    'scheduling.not-your-reason',
    'scheduling.stays-with-group',
  ],
});

/** A start to which an appointment could be moved, or why it cannot. */
export const AppointmentAnswer = z.object({
  startsAt: z.iso.datetime(),
  whyNot: z.array(WhyNot).describe('Empty: it can be moved here.'),
});
export type AppointmentAnswer = z.infer<typeof AppointmentAnswer>;

const LONGEST_MS = 9 * 86_400_000;
/** A stretch of time that somebody looks at. */
export const AnswersWithin = z
  .strictObject({ from: z.iso.datetime(), to: z.iso.datetime() })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to) && Date.parse(to) - Date.parse(from) <= LONGEST_MS);
export const AppointmentAnswers = z.object({ lengthMin: z.int(), answers: z.array(AppointmentAnswer) });
export type AppointmentAnswers = z.infer<typeof AppointmentAnswers>;

export const listAppointmentAnswers = endpoint({
  method: 'GET',
  path: '/v1/appointments/:appointmentId/move-answers',
  summary: 'For each start of a stretch of time whether an appointment can be moved to it, and else why not.',
  params: ofAppointment,
  query: AnswersWithin,
  reply: AppointmentAnswers,
  problems: ['scheduling.not-found', 'scheduling.begun'],
});

export const readAppointmentTerms = endpoint({
  method: 'GET',
  path: '/v1/appointments/:appointmentId/change-terms',
  summary: 'What it would cost to move or to cancel this appointment now, by reason, before anybody does.',
  params: ofAppointment,
  reply: ChangeTerms,
  problems: ['scheduling.not-found'],
});

export const cancelAppointment = endpoint({
  method: 'POST',
  path: '/v1/appointments/:appointmentId/cancellation',
  summary: 'Cancels an appointment that has not begun.',
  params: ofAppointment,
  body: z.strictObject({ reason: CancelReason }),
  reply: Nothing,
  problems: ['scheduling.not-found', 'scheduling.begun', 'scheduling.not-booked', 'scheduling.not-your-reason'],
});

export const recordOutcome = endpoint({
  method: 'POST',
  path: '/v1/appointments/:appointmentId/outcome',
  summary: 'Staff says what became of an appointment: it took place, or somebody did not come.',
  params: ofAppointment,
  body: z.strictObject({ outcome: z.enum(['completed', 'no_show_patient', 'no_show_clinician']) }),
  reply: Nothing,
  problems: ['scheduling.not-found', 'scheduling.not-booked', 'scheduling.not-yet', 'scheduling.too-early'],
});
