import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const AppointmentKind = z.enum(['dosing', 'integration', 'screening', 'preparation', 'follow_up', 'group', 'in_clinic']);
export type AppointmentKind = z.infer<typeof AppointmentKind>;

export const AppointmentState = z.enum([
  'held',
  'booked',
  'completed',
  'cancelled_patient',
  'cancelled_late',
  'cancelled_clinic',
  'cancelled_safety',
  'no_show_patient',
  'no_show_clinician',
  'expired',
]);
export type AppointmentState = z.infer<typeof AppointmentState>;

export const Party = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  part: z.enum(['patient', 'chaperone', 'therapist', 'prescriber']),
});
export type Party = z.infer<typeof Party>;

/** What the patient has said of coming, through the link of the appointment; nobody else can say it. */
export const Arrival = z.object({
  confirmedAt: z.iso.datetime().nullable(),
  lateMin: z.int().nullable().describe('How late they think they will be; minutes.'),
  lateSaidAt: z.iso.datetime().nullable(),
});
export type Arrival = z.infer<typeof Arrival>;

export const Appointment = z.object({
  id: z.uuid(),
  kind: AppointmentKind,
  patientId: z.uuid(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  patientZone: z.string(),
  clinicZone: z.string(),
  state: AppointmentState,
  parties: z.array(Party),
  arrival: Arrival,
});
export type Appointment = z.infer<typeof Appointment>;

/** A time that can really be had: the dosing session and the visit that is booked with it. */
export const FreeTime = z.object({
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  visitStartsAt: z.iso.datetime(),
  visitEndsAt: z.iso.datetime(),
});
export type FreeTime = z.infer<typeof FreeTime>;

export const FreeTimes = z.object({
  zone: z.string().describe("The patient's IANA time zone."),
  clinicZone: z.string(),
  times: z.array(FreeTime),
  /** Why there is nothing to choose from, as a stable code; null when there is. */
  reason: z.string().nullable(),
});
export type FreeTimes = z.infer<typeof FreeTimes>;

export const listFreeTimes = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/free-times',
  summary:
    'Times at which the patient, the therapist and the prescriber are free for a dosing session, each with its integration visit.',
  params: z.strictObject({ patientId: z.uuid() }),
  query: z.strictObject({ from: z.iso.date(), days: z.coerce.number().int().min(1).max(31).default(14) }),
  reply: FreeTimes,
  problems: ['care.not-found'],
});
