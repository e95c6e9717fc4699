import { z } from 'zod';

import { Cursor, endpoint } from './endpoint.js';

export const CapturedMessage = z.object({
  id: z.uuid(),
  recipientId: z.uuid(),
  channel: z.enum(['email', 'sms']),
  to: z.string(),
  recipientName: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  sentAt: z.iso.datetime(),
});
export type CapturedMessage = z.infer<typeof CapturedMessage>;

export const listCapturedMessages = endpoint({
  method: 'GET',
  path: '/v1/demo/messages',
  summary: 'E-mails and texts that would have left the system, newest first (demo mode only).',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    recipientId: z.uuid().optional(),
    before: Cursor.optional(),
  }),
  reply: z.object({ messages: z.array(CapturedMessage), next: z.string().nullable() }),
});
