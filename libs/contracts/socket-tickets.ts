import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const SocketTicket = z.object({
  ticket: z.string().describe('Opens one socket, once: sent in its `auth`, together with the cookie, from the same origin.'),
  validForSec: z.int().positive(),
});
export type SocketTicket = z.infer<typeof SocketTicket>;

export const mintSocketTicket = endpoint({
  method: 'POST',
  path: '/v1/socket-tickets',
  summary: 'A ticket for one socket; each connection needs a new one.',
  reply: SocketTicket,
  withoutKey: 'A ticket is good for one socket and half a minute; a second one that nobody uses harms nobody.',
});
