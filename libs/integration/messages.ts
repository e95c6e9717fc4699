import { z } from 'zod';

import { message } from '#platform';

const ofVisit = z.strictObject({ visitId: z.uuid() });

/** Nobody has said by now whether the visit took place. */
export const visitOverdue = message('integration.visit-overdue', ofVisit);
export const visitMissed = message('integration.visit-missed', ofVisit);
export const visitOutOfTime = message('integration.visit-out-of-time', ofVisit);
export const nudgeDue = message('integration.nudge-due', ofVisit.extend({ number: z.int() }));

/** Somebody is away who is booked, and those who run the clinic have to move it. */
export const cliniciansAway = message('integration.clinicians-away', z.strictObject({ closureId: z.uuid() }));

/** Outbox key under which everything waits that belongs to a visit. */
export const visitKey = (visitId: string, what?: string): string => (what ? `visit:${visitId}:${what}` : `visit:${visitId}`);

/** A time may have become free: those who wait are looked at in their order. `after`: behind this wait, where a look before has stopped. */
export const waitingDue = message('integration.waiting-due', z.strictObject({ after: z.uuid().optional() }));
/** One look is enough, however many times have become free. */
export const WAITING_KEY = 'waiting';
/** What is left of a look; the next one that stops takes its place. */
export const WAITING_ON_KEY = 'waiting:on';
const ofOffer = z.strictObject({ offerId: z.uuid() });
/** Somebody who waits is offered a time. */
export const timeOffered = message('integration.time-offered', ofOffer);
/** Nobody has answered an offer. */
export const offerOver = message('integration.offer-over', ofOffer);

/** Outbox key under which everything waits that belongs to an offer: its end, and the messages of it. */
export const offerKey = (offerId: string, what?: string): string => (what ? `offer:${offerId}:${what}` : `offer:${offerId}`);

/** A night has come: everything that is booked is judged anew by who may do their part in it. */
export const coverDue = message('integration.cover-due', z.strictObject({}));
/** Of each night: the row of the next one is written while that of this one is still pending. */
export const nightKey = (dueAt: Date): string => `cover:${dueAt.toISOString()}`;
/** A pass has found somebody who may not do their part any more in something that is booked. */
export const coverLost = message('integration.cover-lost', z.strictObject({ passId: z.uuid() }));
