import { z } from 'zod';

import { CrisisHelp } from './assessments.js';
import { endpoint } from './endpoint.js';

const Mood = z.int().min(0).max(10).describe('0: as bad as it can be, 10: as good as it can be.');

/** Whoever asks for help is asked nothing else first. */
export const AnswerAftercare = z.discriminatedUnion('feeling', [
  z.strictObject({ feeling: z.enum(['well', 'not-so-well']), mood: Mood, isSomebodyThere: z.boolean() }),
  z.strictObject({ feeling: z.literal('help') }),
]);
export type AnswerAftercare = z.infer<typeof AnswerAftercare>;

export const AftercareCheck = z.object({
  checkId: z.uuid(),
  sessionId: z.uuid(),
  kind: z.enum(['evening', 'morning']),
  dischargedAt: z.iso.datetime(),
  askAt: z.iso.datetime(),
  callAt: z.iso.datetime().describe('When nobody has answered by then, people are called.'),
  closedAt: z.iso.datetime().nullable().describe('Answered, or a clinician has seen the patient.'),
  mayAnswer: z.boolean(),
  answers: z
    .array(
      z.object({
        feeling: z.enum(['well', 'not-so-well', 'help']),
        mood: Mood.nullable(),
        isSomebodyThere: z.boolean().nullable(),
        at: z.iso.datetime(),
      }),
    )
    .describe('In the order in which they were given.'),
});
export type AftercareCheck = z.infer<typeof AftercareCheck>;

/** `crisis` when people are being called. */
export const AftercareReply = z.object({ crisis: CrisisHelp.pick({ isSomebodyOnCall: true }).nullable() });
export type AftercareReply = z.infer<typeof AftercareReply>;

export const readAftercare = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/aftercare',
  summary: 'How a patient was asked to say that they are after their last sessions, and what they said. The newest first.',
  params: z.strictObject({ patientId: z.uuid() }),
  reply: z.object({ checks: z.array(AftercareCheck) }),
  problems: ['care.not-found'],
});

export const answerAftercare = endpoint({
  method: 'POST',
  path: '/v1/aftercare-checks/:checkId/answers',
  summary:
    'The patient says how they are after a session, and again when it changes. People are called at once for whoever is not well.',
  params: z.strictObject({ checkId: z.uuid() }),
  body: AnswerAftercare,
  reply: AftercareReply,
  problems: ['aftercare.no-check', 'aftercare.over'],
});
