import { z } from 'zod';

import { endpoint } from './endpoint.js';

/** What a patient may be asked while they write; nothing has to be answered. */
export const JournalPrompt = z.enum(['what-stays', 'body', 'one-step', 'before-next']);
export type JournalPrompt = z.infer<typeof JournalPrompt>;

export const JournalEntry = z.object({
  journalId: z.uuid(),
  prompt: JournalPrompt.nullable(),
  text: z.string().nullable().describe('Null once it was erased.'),
  writtenAt: z.iso.datetime(),
  sharedAt: z.iso.datetime().nullable().describe('Null: nobody but the patient reads it.'),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

const ofPatient = z.strictObject({ patientId: z.uuid() });

export const readJournal = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/journal',
  summary: 'A patient’s journal, the newest first: all of it for them, what they have shared for their team.',
  params: ofPatient,
  reply: z.object({ entries: z.array(JournalEntry) }),
  problems: ['care.not-found'],
});

export const writeJournal = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/journal',
  summary: 'The patient writes a page of their journal. It is theirs alone until they share it.',
  params: ofPatient,
  body: z.strictObject({ prompt: JournalPrompt.nullable(), text: z.string().trim().min(1).max(10_000) }),
  reply: JournalEntry,
  problems: ['care.not-found'],
});

export const shareJournal = endpoint({
  method: 'POST',
  path: '/v1/journal-entries/:journalId/sharing',
  summary: 'The patient shares a page with their team, or takes that back.',
  params: z.strictObject({ journalId: z.uuid() }),
  body: z.strictObject({ isShared: z.boolean() }),
  reply: JournalEntry,
  status: 200,
  problems: ['journal.no-entry'],
});
