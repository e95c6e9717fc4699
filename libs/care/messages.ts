import { z } from 'zod';

import { message } from '#platform';

/** A patient has taken their consent back: whoever treats them hears of it. */
export const consentWithdrawn = message('care.consent-withdrawn', z.strictObject({ patientId: z.uuid(), consentId: z.uuid() }));

const ofGrant = z.strictObject({ grantId: z.uuid() });

/** A record was opened in an emergency: whoever looks after that is told at once, and never through a queue. */
export const glassBroken = message('care.glass-broken', ofGrant, { direct: true });
/** Somebody is named as the backup of a companion: they are sent a link of their own. */
export const backupNamed = message('care.backup-named', z.strictObject({ patientId: z.uuid(), personId: z.uuid() }));
/** Nobody has reviewed it in time. */
export const glassReviewOverdue = message('care.glass-review-overdue', ofGrant);
/** Outbox key of the review that is still to come. */
export const glassReviewKey = (grantId: string): string => `glass:${grantId}`;
