import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const readReadiness = endpoint({
  method: 'GET',
  path: '/readyz',
  summary: 'Whether this process should be sent requests.',
  reply: z.object({
    ready: z.literal(true),
    degraded: z
      .array(z.enum(['queue-store']))
      .describe(
        'What is missing without which the clinic stays safe. queue-store: reminders and other messages wait; pages do not.',
      ),
  }),
  problems: ['health.not-ready'],
});
export type Readiness = z.infer<typeof readReadiness.reply>;
