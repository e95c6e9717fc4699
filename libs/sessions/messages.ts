import { z } from 'zod';

import { message } from '#platform';

const ofSession = z.strictObject({ sessionId: z.uuid() });

/** A dose that was released is not any more, because the course was paused: whoever has it in their hands is told. */
export const releaseTakenBack = message('sessions.release-taken-back', ofSession, { direct: true });
export const sessionDischarged = message('sessions.discharged', ofSession.extend({ at: z.iso.datetime() }));
/** The companion on duty is gone, or says that they cannot come; `seq`: of the entry that says so. */
export const companionOut = message('sessions.companion-out', ofSession.extend({ seq: z.int() }), { direct: true });
/** Another companion is on duty. */
export const companionChanged = message(
  'sessions.companion-changed',
  ofSession.extend({ seq: z.int(), personId: z.uuid(), insteadOf: z.uuid() }),
  { direct: true },
);
/** A week has brought something that was signed over a gate; `overrideId`: the last of it. */
export const overridesListed = message('sessions.overrides-listed', z.strictObject({ overrideId: z.uuid() }));
/** A tier of an alert was reached: people are to be called, straight from the claim and never through a queue. */
export const alertClimbed = message(
  'sessions.alert-climbed',
  z.strictObject({ sessionId: z.uuid(), alertId: z.string(), tier: z.int() }),
  { direct: true },
);
