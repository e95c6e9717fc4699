import { z } from 'zod';

import { message } from '#platform';

const ofSession = z.strictObject({ sessionId: z.uuid() });

export const sessionDischarged = message('sessions.discharged', ofSession.extend({ at: z.iso.datetime() }));
/** A tier of an alert was reached: people are to be called, straight from the claim and never through a queue. */
export const alertClimbed = message(
  'sessions.alert-climbed',
  z.strictObject({ sessionId: z.uuid(), alertId: z.string(), tier: z.int() }),
  { direct: true },
);
