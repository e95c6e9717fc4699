import { z } from 'zod';

import { endpoint } from './endpoint.js';

const Reason = z.string().trim().min(3).max(2_000);
const ofPatient = z.strictObject({ patientId: z.uuid() });

/** What is in the calendar for doses that are not to come any more. It stays there until somebody calls it off. */
export const StillBooked = z.object({
  booked: z.array(z.object({ number: z.int(), sessionId: z.uuid(), startsAt: z.iso.datetime() })).describe('The soonest first.'),
});
export type StillBooked = z.infer<typeof StillBooked>;

const PROBLEMS = [
  'care.not-found',
  'protocols.not-on-team',
  'protocols.nothing-holds',
  'protocols.paused',
  'protocols.dose-in-hand',
  'identity.step-up-needed',
] as const;

export const endProtocol = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/protocol/end',
  summary:
    'A prescriber of the team, freshly signed in again, ends the protocol that holds. What is booked is named, and stays booked.',
  params: ofPatient,
  body: z.strictObject({ reason: Reason }),
  reply: StillBooked,
  problems: PROBLEMS,
});

export const closeDose = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/protocol/doses/:doseNumber/closing',
  summary:
    'Skips a signed dose, or withdraws one that is to come, with a reason. What is booked for it is named, and stays booked.',
  params: ofPatient.extend({ doseNumber: z.coerce.number().int().min(1).max(60) }),
  body: z.strictObject({ as: z.enum(['skipped', 'voided']), reason: Reason }),
  reply: StillBooked,
  problems: [...PROBLEMS, 'protocols.no-dose', 'protocols.never-signed'],
});
