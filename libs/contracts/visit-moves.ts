import { z } from 'zod';

import { AnswersWithin, AppointmentAnswer } from './appointments.js';
import { endpoint } from './endpoint.js';
import { IntegrationVisit } from './integration.js';

const ofVisit = z.strictObject({ visitId: z.uuid() });

const Cover = z.string().nullable().describe('Who of the team holds it, for its therapist is away then; null for its own.');

/** Times to which a visit can be moved by itself: on the calendar day after its session, at least twelve hours after it. */
export const VisitTimes = z.object({
  zone: z.string().describe("The patient's IANA time zone."),
  clinicZone: z.string(),
  times: z.array(z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime(), coveredBy: Cover })),
});
export type VisitTimes = z.infer<typeof VisitTimes>;

export const listVisitTimes = endpoint({
  method: 'GET',
  path: '/v1/integration-visits/:visitId/free-times',
  summary: 'Times to which an integration visit can be moved by itself, while its session stays; its own time counts as free.',
  params: ofVisit,
  reply: VisitTimes,
  problems: ['integration.not-found', 'integration.not-movable'],
});

export const VisitAnswers = z.object({ lengthMin: z.int(), answers: z.array(AppointmentAnswer.extend({ coveredBy: Cover })) });
export type VisitAnswers = z.infer<typeof VisitAnswers>;

export const listVisitAnswers = endpoint({
  method: 'GET',
  path: '/v1/integration-visits/:visitId/move-answers',
  summary: 'For each start of a stretch of time whether a visit can be moved to it by itself, and else why not.',
  params: ofVisit,
  query: AnswersWithin,
  reply: VisitAnswers,
  problems: ['integration.not-found', 'integration.not-movable'],
});

export const moveVisit = endpoint({
  method: 'POST',
  path: '/v1/integration-visits/:visitId/move',
  summary:
    'Moves an integration visit by itself within its window. That costs nothing, for the visit still takes place on its day.',
  params: ofVisit,
  body: z.strictObject({ startsAt: z.iso.datetime() }),
  reply: IntegrationVisit,
  status: 200,
  problems: [
    'integration.not-found',
    'integration.not-movable',
    'scheduling.slot-taken',
    'scheduling.not-a-free-time',
    'scheduling.not-booked',
  ],
});
