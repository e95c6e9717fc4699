import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const SessionNoteKind = z
  .enum(['quote', 'observed'])
  .describe('`quote`: the patient’s own words. `observed`: what the author saw.');
export type SessionNoteKind = z.infer<typeof SessionNoteKind>;

export const SessionNote = z.object({
  id: z.uuid(),
  kind: SessionNoteKind,
  text: z.string().nullable().describe('Null: it was erased.'),
  authorName: z.string(),
  isOwn: z.boolean(),
  happenedAt: z.iso.datetime(),
  writtenAt: z.iso.datetime().describe('Later than it happened where there was no line.'),
});
export type SessionNote = z.infer<typeof SessionNote>;

export const WriteSessionNote = z.strictObject({
  id: z.uuid().describe('Made by the screen: sent twice, it is written once.'),
  kind: SessionNoteKind,
  text: z.string().trim().min(1).max(2_000),
  happenedAt: z.iso.datetime().describe('By the screen’s clock; never later than now.'),
});
export type WriteSessionNote = z.infer<typeof WriteSessionNote>;

const params = z.strictObject({ sessionId: z.uuid() });

export const readSessionNotes = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/notes',
  summary: 'What clinicians wrote down while a session went on, in the order in which it happened.',
  params,
  reply: z.object({ notes: z.array(SessionNote) }),
  problems: ['sessions.not-found'],
});

export const writeSessionNote = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/notes',
  summary: 'Writes down what was said or seen in a session, when it happened. Nothing in it can be changed.',
  params,
  body: WriteSessionNote,
  reply: SessionNote,
  problems: ['sessions.not-found', 'record.no-note'],
});
