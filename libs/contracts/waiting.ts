import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';

/** A time that is kept for somebody who waits: the session and the visit after it. */
export const WaitingOffer = z.object({
  id: z.uuid(),
  startsAt: z.iso.datetime(),
  visitStartsAt: z.iso.datetime(),
  until: z.iso.datetime().describe('So long it is kept.'),
});
export type WaitingOffer = z.infer<typeof WaitingOffer>;

const wait = {
  place: z.int().positive().describe('Who has 1 is asked first.'),
  since: z.iso.datetime(),
  firstDay: z.iso.date().nullable().describe('On the calendar where the patient lives; null for no bound.'),
  lastDay: z.iso.date().nullable(),
  restsUntil: z.iso.datetime().nullable().describe('An offer was let lapse: not asked again before.'),
  lookedAt: z.iso.datetime().nullable(),
  found: z.string().nullable().describe('What the last look for a time has come to, as a stable code.'),
  offer: WaitingOffer.nullable(),
};

/** A patient's own place on the list. */
export const WaitingPlace = z.object({ zone: z.string(), clinicZone: z.string(), ...wait });
export type WaitingPlace = z.infer<typeof WaitingPlace>;

/** A line of the list as staff see it. */
export const WaitingEntry = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  patientZone: z.string(),
  isAskedByClinic: z.boolean(),
  lapsedOffers: z.int().describe('How many offers were let lapse; each puts them behind those who wait by then.'),
  ...wait,
});
export type WaitingEntry = z.infer<typeof WaitingEntry>;

const ofPatient = z.strictObject({ patientId: z.uuid() });
const days = { firstDay: z.iso.date().nullable(), lastDay: z.iso.date().nullable() };
const ChangeWaiting = z
  .strictObject(days)
  .refine(({ firstDay, lastDay }) => firstDay === null || lastDay === null || firstDay <= lastDay, {
    message: 'The first day comes after the last.',
  });

export const readWaiting = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/waiting',
  summary: 'A patient’s place among those who wait for an earlier time, and what they are offered; null for who does not wait.',
  params: ofPatient,
  reply: z.object({ waiting: WaitingPlace.nullable() }),
  problems: ['care.not-found'],
});

export const startWaiting = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/waiting',
  summary:
    'Puts a patient on the list of those who wait for an earlier time, or changes the days that would do; the place stays. At which times of a week is said by the preferred times.',
  params: ofPatient,
  body: ChangeWaiting,
  reply: Nothing,
  problems: ['care.not-found'],
});

export const endWaiting = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/waiting/end',
  summary: 'Takes a patient off the list; what is kept for them is free again. Who is not on it stays so.',
  params: ofPatient,
  reply: Nothing,
  problems: ['care.not-found'],
});

const ofOffer = z.strictObject({ offerId: z.uuid() });

export const acceptOffer = endpoint({
  method: 'POST',
  path: '/v1/waiting-offers/:offerId/acceptance',
  summary:
    'Takes the time that is offered: what the patient has booked moves there, at no cost; else it is booked. Both, or neither. Who takes it waits no more.',
  params: ofOffer,
  reply: Nothing,
  problems: [
    'integration.no-offer',
    'integration.offer-over',
    'sessions.begun',
    'sessions.session-over',
    'sessions.already-booked',
    'scheduling.too-near',
    'scheduling.not-booked',
    'scheduling.slot-taken',
    'protocols.no-dose-planned',
    'protocols.integration-due',
    'protocols.paused',
    'care.no-team',
  ],
});

export const declineOffer = endpoint({
  method: 'POST',
  path: '/v1/waiting-offers/:offerId/refusal',
  summary: 'Leaves the time that is offered to the next one; the place on the list stays, and this day is not offered again.',
  params: ofOffer,
  reply: Nothing,
  problems: ['integration.no-offer', 'integration.offer-over'],
});

export const listWaiting = endpoint({
  method: 'GET',
  path: '/v1/waiting-list',
  summary: 'Those who wait for an earlier time and whom the caller may see, in the order in which they are asked, and why so.',
  reply: z.object({ waiting: z.array(WaitingEntry) }),
});
