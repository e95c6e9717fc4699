import { z } from 'zod';

import { message } from '#platform';

/** A form has not been sent yet, two days before it has to be: it comes to the list. */
export const formReminder = message('monitoring.form-reminder', z.strictObject({ formId: z.uuid() }));
/** A form is late: somebody is called. */
export const formOverdue = message('monitoring.form-overdue', z.strictObject({ formId: z.uuid() }), { direct: true });
/** Outbox key of all that is due for a form; each is written under a key that continues it. */
export const formKey = (formId: string): string => `monitoring:${formId}`;
