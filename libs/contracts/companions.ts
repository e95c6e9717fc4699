import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';

export const CompanionStep = z.enum(['agreement', 'training', 'phone-test']);
export type CompanionStep = z.infer<typeof CompanionStep>;

/** The answers to the three questions after the training. */
export const TrainingAnswers = z.strictObject({
  unresponsive: z.enum(['call-emergency', 'wait', 'ask-later']),
  asleep: z.enum(['look-close', 'leave-them', 'wake-them']),
  errand: z.enum(['say-it-first', 'go-quickly', 'go-quietly']),
});
export type TrainingAnswers = z.infer<typeof TrainingAnswers>;

const version = z.int().min(1).max(1_000).describe('Of the text that was shown: another one than the current is refused.');
export const RecordCompanionStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('agreement'), version }),
  z.strictObject({ step: z.literal('training'), version, answers: TrainingAnswers }),
  z.strictObject({ step: z.literal('phone-test'), version, isPassed: z.boolean() }),
]);
export type RecordCompanionStep = z.infer<typeof RecordCompanionStep>;

export const CompanionView = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  lacks: z.array(CompanionStep).describe('What is still to be done before the patient may take a dose in their company.'),
  versions: z.record(CompanionStep, z.int()).describe('Of the texts and the trial as they are now.'),
  done: z.array(
    z.object({
      step: CompanionStep,
      at: z.iso.datetime(),
      isPassed: z.boolean(),
      isGood: z.boolean().describe('It counts now: of the current text, passed, and not too long ago.'),
      byPhone: z.boolean().describe('Somebody of the clinic has entered it, as the companion said it on the telephone.'),
    }),
  ),
});
export type CompanionView = z.infer<typeof CompanionView>;

const params = z.strictObject({ sessionId: z.uuid() });

export const readCompanion = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/companion',
  summary: 'How far whoever stays with the patient is ready for it: what they agreed to, their training, and their phone.',
  params,
  reply: CompanionView,
  problems: ['sessions.not-found'],
});

export const recordCompanionStep = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/companion/steps',
  summary:
    'A companion has done one step of getting ready, on their phone, or by telephone with a clinician, who enters it for them. It counts ' +
    'for the next session with the same person, too.',
  params,
  body: RecordCompanionStep,
  reply: CompanionView,
  problems: [
    'sessions.not-found',
    'sessions.session-over',
    'sessions.not-by-phone',
    'care.companion-text-changed',
    'care.training-not-passed',
  ],
});

const link = z.strictObject({ token: z.string().min(20).max(200) });

export const lookAtChaperoneLink = endpoint({
  method: 'POST',
  path: '/v1/chaperone-links/look',
  summary: 'For whom a companion’s link is: a first name and the clinic, so that a wrong number can say so. Signs nobody in.',
  body: link,
  reply: z.object({ firstName: z.string(), clinicName: z.string() }),
  problems: ['sessions.link-unknown', 'sessions.link-over'],
  withoutKey: 'Nobody is signed in yet, and nothing changes.',
});

export const refuseChaperoneLink = endpoint({
  method: 'POST',
  path: '/v1/chaperone-links/refusal',
  summary: 'Whoever has the link says that it is not for them: it opens nothing any more, and the clinic is told.',
  body: link,
  reply: Nothing,
  problems: ['sessions.link-unknown', 'sessions.link-over', 'sessions.link-in-use'],
  withoutKey: 'Nobody is signed in; a link that was closed is closed.',
});
