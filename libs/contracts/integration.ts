import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';
import { Appointment, Arrival } from './scheduling.js';

export const VisitState = z.enum(['booked', 'done', 'missed', 'late_done', 'cancelled']);
export type VisitState = z.infer<typeof VisitState>;

export const IntegrationVisit = z.object({
  id: z.uuid(),
  sessionId: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  therapistName: z.string(),
  state: VisitState,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  patientZone: z.string(),
  /** Whether it still keeps its rule: the calendar day after the discharge in the patient's zone, at least 12 h after it. */
  isInTime: z.boolean(),
  nudges: z.int(),
  callPage: z.string().nullable().describe('The page of its video call; null when it is not held by video.'),
  arrival: Arrival,
});
export type IntegrationVisit = z.infer<typeof IntegrationVisit>;

export const BookDosingSession = z.strictObject({ patientId: z.uuid(), startsAt: z.iso.datetime() });
export type BookDosingSession = z.infer<typeof BookDosingSession>;

export const BookedDosingSession = z.object({ sessionId: z.uuid(), appointment: Appointment, visit: IntegrationVisit });
export type BookedDosingSession = z.infer<typeof BookedDosingSession>;

export const bookDosingSession = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions',
  summary: 'Books a dosing session and, in the same transaction, its integration visit; without a visit nothing is booked.',
  body: BookDosingSession,
  reply: BookedDosingSession,
  problems: [
    'care.not-found',
    'scheduling.slot-taken',
    'scheduling.not-a-free-time',
    'integration.no-visit-time',
    'protocols.no-dose-planned',
    'protocols.integration-due',
    'protocols.paused',
    'sessions.already-booked',
    'care.no-team',
  ],
});

export const CancelReason = z.enum(['patient-request', 'illness', 'no-chaperone', 'clinic', 'safety', 'technical']);
export type CancelReason = z.infer<typeof CancelReason>;

export const cancelDosingSession = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/cancellation',
  summary: 'Cancels a dosing session before the dose, its integration visit with it.',
  params: z.strictObject({ sessionId: z.uuid() }),
  body: z.strictObject({ reason: CancelReason }),
  reply: Nothing,
  problems: ['sessions.not-found', 'sessions.already-dosed', 'sessions.session-over', 'scheduling.not-your-reason'],
});

export const listVisits = endpoint({
  method: 'GET',
  path: '/v1/integration-visits',
  summary: 'Integration visits that the caller may see, the missed ones first, then by time.',
  reply: z.object({ visits: z.array(IntegrationVisit) }),
});

export const recordAttendance = endpoint({
  method: 'POST',
  path: '/v1/integration-visits/:visitId/attendance',
  summary: 'The therapist says whether the visit took place; only an attended visit unlocks the next dose.',
  params: z.strictObject({ visitId: z.uuid() }),
  body: z.strictObject({ wasAttended: z.boolean() }),
  reply: IntegrationVisit,
  status: 200,
  problems: ['integration.not-found', 'integration.not-yet', 'integration.already-recorded'],
});
