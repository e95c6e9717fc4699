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
