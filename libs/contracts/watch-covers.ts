import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const WatchCover = z.object({
  watchCoverId: z.uuid(),
  awayId: z.uuid(),
  awayName: z.string(),
  coverId: z.uuid(),
  coverName: z.string(),
  minutes: z.int(),
  state: z
    .enum(['asked', 'accepted', 'begun'])
    .describe('`accepted`: it begins when the other’s screen shows every dosed session of whoever asked.'),
  untilAt: z.iso.datetime().nullable().describe('Once it has begun.'),
});
export type WatchCover = z.infer<typeof WatchCover>;

export const WatchCovers = z.object({
  covers: z.array(WatchCover).describe('Those that are not over, of everybody.'),
  colleagues: z.array(z.object({ personId: z.uuid(), displayName: z.string() })).describe('Whom the caller may ask.'),
});
export type WatchCovers = z.infer<typeof WatchCovers>;

const reply = WatchCovers;
const params = z.strictObject({ watchCoverId: z.uuid() });

export const readWatchCovers = endpoint({
  method: 'GET',
  path: '/v1/watch-covers',
  summary: 'Who is away from the board, and who watches for them.',
  reply,
});

export const askForCover = endpoint({
  method: 'POST',
  path: '/v1/watch-covers',
  summary: 'Asks a colleague to watch for so many minutes. Until they do, whoever asks is the one who watches.',
  body: z.strictObject({ coverId: z.uuid(), minutes: z.int().min(5).max(120) }),
  reply,
  problems: ['alerts.already-away', 'alerts.cannot-cover'],
});

export const answerCover = endpoint({
  method: 'POST',
  path: '/v1/watch-covers/:watchCoverId/answer',
  summary: 'Whoever was asked says yes or no. A yes opens the sessions of whoever asked to them.',
  params,
  body: z.strictObject({ accepts: z.boolean() }),
  reply,
  problems: ['alerts.no-cover', 'alerts.cover-over'],
});

export const endCover = endpoint({
  method: 'POST',
  path: '/v1/watch-covers/:watchCoverId/end',
  summary: 'Whoever was away is back; or whoever covers cannot any longer, and the other is called at once.',
  params,
  reply,
  problems: ['alerts.no-cover', 'alerts.cover-over'],
});
