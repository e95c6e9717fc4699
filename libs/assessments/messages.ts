import { z } from 'zod';

import { message } from '#platform';

/** A patient has stopped answering before the end: what they said is judged as it stands, the stricter way, and never through a queue. */
export const formLeft = message('assessments.form-left', z.strictObject({ patientId: z.uuid() }), { direct: true });
/** Outbox key: each answer puts it off. */
export const formLeftKey = (patientId: string): string => `form-left:${patientId}`;
