import { z } from 'zod';

import { message } from '#platform';

const ofIncident = z.strictObject({ incidentId: z.uuid() });

/** Written by the database with the incident: whoever reviews it is told. */
export const incidentOpened = message('incidents.opened', ofIncident);
/** The same, due when nobody has reviewed it in time. */
export const incidentReviewDue = message('incidents.review-due', ofIncident);
/** Outbox key of the review that is still to come. */
export const incidentKey = (incidentId: string): string => `incident:${incidentId}`;
