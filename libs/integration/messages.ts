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
