import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { Role } from './identity.js';
import { AppointmentKind, AppointmentState } from './scheduling.js';

const Stretch = z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() });
const Zone = z.string().min(1).max(64).describe('IANA time zone.');

/** A clinician's row of the calendar. */
export const ScheduleClinician = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  role: Role,
  zone: z.string(),
  isDisabled: z.boolean().describe('Cannot sign in any more; here because something is still booked.'),
  hours: z.array(Stretch),
  away: z.array(Stretch),
});
export type ScheduleClinician = z.infer<typeof ScheduleClinician>;

/**
 * How something that has not begun is moved: a dosing session, its visit with it; such a visit alone, within its window; an appointment of
 * another kind; a group with all of its places. `id`: the one that the moves of its kind ask for.
 */
export const MovedAs = z.object({ as: z.enum(['session', 'visit', 'appointment', 'group']), id: z.uuid() });
export type MovedAs = z.infer<typeof MovedAs>;

/** An appointment in the calendar: when, and with whom. */
export const ScheduleEntry = z.object({
  appointmentId: z.uuid(),
  kind: AppointmentKind,
  state: AppointmentState,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  patientId: z.uuid().nullable().describe('Null: a group.'),
  patientName: z.string(),
  places: z.int().nullable().describe('Of a group: how many are taken.'),
  patientZone: z.string(),
  staffIds: z.array(z.uuid()),
  sessionId: z.uuid().nullable().describe('The dosing session that this is, or after which this visit is.'),
  movedAs: MovedAs.nullable().describe('Null: it is not moved any more.'),
});
export type ScheduleEntry = z.infer<typeof ScheduleEntry>;

export const ClinicSchedule = z.object({
  zone: z.string().describe('In which the days are counted.'),
  clinicZone: z.string(),
  days: z.array(Stretch.extend({ day: z.iso.date() })).describe('A day on which the clocks change has 23 or 25 hours.'),
  closed: z.array(Stretch),
  clinicians: z.array(ScheduleClinician),
  appointments: z.array(ScheduleEntry),
});
export type ClinicSchedule = z.infer<typeof ClinicSchedule>;

export const readSchedule = endpoint({
  method: 'GET',
  path: '/v1/schedule',
  summary: 'The calendar of the clinic: who works when, who is away, and what is booked. Times and people only.',
  query: z.strictObject({
    from: z.iso.date(),
    days: z.coerce.number().int().min(1).max(14).default(1),
    zone: Zone.optional().describe('In which the days are counted; without it the clinic’s.'),
  }),
  reply: ClinicSchedule,
  problems: ['scheduling.unknown-zone'],
});

/** Why a start cannot be had: a code of the engine, and whose time it is; null when it is nobody's. */
export const WhyNot = z.object({ code: z.string(), who: z.string().nullable() });
export type WhyNot = z.infer<typeof WhyNot>;

/** A start to which a session could be moved, or why it cannot. */
export const MoveAnswer = z.object({
  startsAt: z.iso.datetime(),
  visitStartsAt: z.iso
    .datetime()
    .nullable()
    .describe('When its integration visit would then be; null when it cannot be moved here.'),
  whyNot: z.array(WhyNot).describe('Empty: it can be moved here.'),
});
export type MoveAnswer = z.infer<typeof MoveAnswer>;

const LONGEST_MS = 9 * 86_400_000;
export const listMoveAnswers = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/move-answers',
  summary: 'For each start of a stretch of time whether a session can be moved to it, with its visit, and else why not.',
  params: z.strictObject({ sessionId: z.uuid() }),
  query: z
    .strictObject({ from: z.iso.datetime(), to: z.iso.datetime() })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to) && Date.parse(to) - Date.parse(from) <= LONGEST_MS),
  reply: z.object({ lengthMin: z.int(), answers: z.array(MoveAnswer) }),
  problems: ['sessions.not-found', 'care.no-team'],
});
