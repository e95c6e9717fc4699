import { z } from 'zod';

import { message } from '#platform';

/** A patient has stopped answering before the end: what they said is judged as it stands, the stricter way. */
export const formLeft = message('assessments.form-left', z.strictObject({ patientId: z.uuid() }));
/** Outbox key: each answer puts it off. */
export const formLeftKey = (patientId: string): string => `form-left:${patientId}`;
