import { z } from 'zod';

import { message } from '#platform';

/** Another version of a protocol holds from now on: sessions of the patient that have not begun follow it, and what is released is taken back. */
export const protocolSigned = message('protocols.signed', z.strictObject({ patientId: z.uuid() }), { direct: true });
/** Something has happened that may speak against going on: the rules for pausing are asked. Triggers write it with the fact. */
export const courseDue = message('protocols.course-due', z.strictObject({ patientId: z.uuid() }));
/** The course of a patient has been paused: what is released and not taken is taken back. */
export const coursePaused = message('protocols.course-paused', z.strictObject({ patientId: z.uuid() }), { direct: true });
/** A paused course has waited for a prescriber as long as the clinic lets it. */
export const reviewDue = message('protocols.review-due', z.strictObject({ pauseId: z.uuid() }), { direct: true });
/** Outbox key. */
export const reviewDueKey = (pauseId: string): string => `course-review:${pauseId}`;
