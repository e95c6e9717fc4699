import { z } from 'zod';

import { TimeOff, TimeOffKind } from './availability.js';
import { MovedAs } from './clinic-schedule.js';
import { endpoint } from './endpoint.js';
import { AppointmentKind } from './scheduling.js';

const Minute = z.int().min(0).max(1440);
/** Time off as it is entered: whole days where they are, instants, or hours of a day on the clocks of the clinic. */
export const TakenTime = z.union([
  TimeOff,
  z
    .strictObject({ kind: TimeOffKind, day: z.iso.date(), fromMin: Minute, toMin: Minute })
    .refine(({ fromMin, toMin }) => fromMin < toMin)
    .describe('Minutes after midnight, on the clocks of the clinic.'),
]);
export type TakenTime = z.infer<typeof TakenTime>;

export const takeTimeOff = endpoint({
  method: 'POST',
  path: '/v1/closures',
  summary:
    'Takes time off the calendar at once: a clinician who is ill their own, an admin that of one clinician or of all. ' +
    'What is booked in it stays booked until somebody moves it; a session that is under way is an alert.',
  body: z.strictObject({ personId: z.uuid().nullable().describe('Null: everybody who treats patients here.'), away: TakenTime }),
  reply: z.object({
    people: z.int().describe('How many have this time off.'),
    displaced: z.int().describe('How many appointments now lie in time off.'),
    underWay: z.int().describe('How many sessions of theirs are under way; those who are on call are told.'),
  }),
  problems: ['care.not-found', 'scheduling.closure-over'],
});

/**
 * `movable`: it has not begun. `with-session`: a visit, which moves with a session that has not begun. `by-hand`: to be arranged with
 * the patient. `under-way`: the session goes on; who is on call has been told.
 */
export const DisplacedStanding = z.enum(['movable', 'with-session', 'by-hand', 'under-way']);
export type DisplacedStanding = z.infer<typeof DisplacedStanding>;

/** An appointment for which somebody is not there. */
export const Displaced = z.object({
  appointmentId: z.uuid(),
  kind: AppointmentKind,
  sessionId: z.uuid().nullable(),
  patientId: z.uuid().nullable().describe('Null: a group.'),
  patientName: z.string(),
  patientZone: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  standing: DisplacedStanding,
  movedAs: MovedAs.nullable().describe('How it is moved; null when it is not, by a program.'),
  absent: z.array(z.object({ personId: z.uuid(), displayName: z.string() })),
});
export type Displaced = z.infer<typeof Displaced>;

export const listDisplaced = endpoint({
  method: 'GET',
  path: '/v1/displaced-appointments',
  summary: 'Appointments from now on for which a clinician is away, and duties of the absent. Times and people only.',
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(92).default(62) }),
  reply: z.object({
    clinicZone: z.string(),
    appointments: z.array(Displaced),
    duties: z
      .array(z.object({ personId: z.uuid(), displayName: z.string(), startsAt: z.iso.datetime(), endsAt: z.iso.datetime() }))
      .describe('When somebody is on call and away.'),
  }),
});

export const RiskCode = z.enum([
  'clinician-left',
  'away',
  'no-licence',
  'no-authority',
  'no-legal-basis',
  'over-ratio',
  'no-cover',
  'no-visit',
  'visit-owed',
  'course-paused',
  'plan-changed',
  'out-of-order',
  'too-near',
  'no-consent',
  'no-chaperone',
  'companion-out',
  'chaperone-unreachable',
  'no-emergency-card',
  'no-clinic-plan',
  'no-medicine',
  'preparation-open',
  'off-hours',
  'over-cap',
  'undelivered',
  'unconfirmed',
]);
export type RiskCode = z.infer<typeof RiskCode>;

export const AtRisk = z.object({
  appointmentId: z.uuid(),
  kind: AppointmentKind,
  sessionId: z.uuid().nullable(),
  patientId: z.uuid().nullable().describe('Null: a group.'),
  patientName: z.string(),
  patientZone: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  risks: z.array(
    z.object({
      code: RiskCode,
      personId: z.uuid().nullable(),
      displayName: z.string().nullable().describe('Of whom it is said.'),
    }),
  ),
});
export type AtRisk = z.infer<typeof AtRisk>;

export const listAtRisk = endpoint({
  method: 'GET',
  path: '/v1/appointments-at-risk',
  summary: 'Appointments to come that may not take place as they are booked, each with every reason; those that stop it first.',
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(62).default(31) }),
  reply: z.object({ clinicZone: z.string(), appointments: z.array(AtRisk) }),
});
