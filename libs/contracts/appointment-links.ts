import { z } from 'zod';

import { CrisisNumber } from './clinic.js';
import { endpoint } from './endpoint.js';
import { AppointmentKind, Arrival } from './scheduling.js';

/**
 * What a link still opens. `ahead`, `now`, `past`: its page. `cancelled`, `over`, `revoked`: the clinic's numbers and nothing else.
 */
export const LinkStage = z.enum(['ahead', 'now', 'past', 'cancelled', 'over', 'revoked']);
export type LinkStage = z.infer<typeof LinkStage>;

/** All that may be seen without a sign-in: no health data, and of other people only names and parts. */
export const AppointmentPage = z.object({
  stage: LinkStage,
  clinic: z.object({
    name: z.string(),
    numbers: z.array(CrisisNumber).describe('Of the clinic and its sites, then for a crisis.'),
  }),
  appointment: z
    .object({
      kind: AppointmentKind,
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      patientZone: z.string(),
      clinicZone: z.string(),
      people: z.array(z.object({ displayName: z.string(), part: z.enum(['chaperone', 'therapist', 'prescriber']) })),
      arrival: Arrival,
      mayConfirm: z.boolean(),
      maySayLate: z.boolean(),
      callPage: z
        .string()
        .nullable()
        .describe('The page of its video call; null when it is not held by video. Whoever opens it signs in.'),
    })
    .nullable()
    .describe('Null when the link opens nothing any more; `stage` says why.'),
  serverTime: z.iso.datetime(),
});
export type AppointmentPage = z.infer<typeof AppointmentPage>;

const token = z.string().min(20).max(200);

export const lookAtAppointment = endpoint({
  method: 'POST',
  path: '/v1/appointment-links/look',
  summary: 'What the link of an appointment opens, for whoever has it: when, with whom, whom to call. It signs nobody in.',
  body: z.strictObject({ token }),
  reply: AppointmentPage,
  status: 200,
  problems: ['scheduling.link-unknown'],
  withoutKey: 'Looking changes nothing.',
});

export const confirmAppointment = endpoint({
  method: 'POST',
  path: '/v1/appointment-links/confirmation',
  summary: 'The patient will be there; until the appointment begins.',
  body: z.strictObject({ token }),
  reply: AppointmentPage,
  status: 200,
  problems: ['scheduling.link-unknown', 'scheduling.cannot-say-now'],
  withoutKey: 'Nobody is signed in, and saying it twice is saying it.',
});

export const sayLate = endpoint({
  method: 'POST',
  path: '/v1/appointment-links/lateness',
  summary: 'The patient will be so late; from four hours before the appointment until its end. What was said last counts.',
  body: z.strictObject({ token, lateMin: z.int().min(5).max(60).describe('Minutes.') }),
  reply: AppointmentPage,
  status: 200,
  problems: ['scheduling.link-unknown', 'scheduling.cannot-say-now'],
  withoutKey: 'Nobody is signed in, and saying it twice is saying it.',
});
