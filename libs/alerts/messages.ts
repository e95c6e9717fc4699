import { z } from 'zod';

import { message } from '#platform';

/** A tier of an alert that belongs to no session is due: people are called, and never through a queue. */
export const clinicAlertClimbed = message(
  'alerts.clinic-alert-climbed',
  z.strictObject({ alertId: z.uuid(), tier: z.int().positive() }),
  { direct: true },
);
/** Outbox key of a tier that is still to come; without one: of all of an alert's. */
export const clinicAlertKey = (alertId: string, tier?: number): string =>
  tier === undefined ? `clinic-alert:${alertId}` : `clinic-alert:${alertId}:${tier}`;

const ofCover = z.strictObject({ coverId: z.uuid() });
/** Somebody on the board is asked to watch for a colleague. */
export const watchAsked = message('alerts.watch-asked', ofCover, { direct: true });
/** Whoever covered does not any more: whoever was away is called back. */
export const watchReturned = message('alerts.watch-returned', ofCover, { direct: true });
