import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const PreparationItem = z.enum([
  'good-reactions',
  'hard-reactions',
  'intentions',
  'fears',
  'touch',
  'talk',
  'no-go',
  'emergency-plan',
  'companions',
  'emergency-card',
  'medicine-counted',
  'driving',
  'fasting',
]);
export type PreparationItem = z.infer<typeof PreparationItem>;

const Words = z.string().trim().min(1).max(2000);
const More = z.string().trim().max(2000);
const understood = <T extends PreparationItem>(item: T) => z.strictObject({ item: z.literal(item), understood: z.literal(true) });
const words = <T extends PreparationItem>(item: T) => z.strictObject({ item: z.literal(item), text: Words });

export const TouchWish = z.enum(['none', 'hand', 'hand-or-shoulder', 'ask-first']);
export type TouchWish = z.infer<typeof TouchWish>;
export const TalkWish = z.enum(['quiet', 'little', 'as-it-comes']);
export type TalkWish = z.infer<typeof TalkWish>;

/** What a patient says of one item. */
export const PreparationAnswer = z.discriminatedUnion('item', [
  understood('good-reactions'),
  understood('hard-reactions'),
  words('intentions'),
  words('fears'),
  z.strictObject({ item: z.literal('touch'), wish: TouchWish, text: More }),
  z.strictObject({ item: z.literal('talk'), wish: TalkWish, text: More }),
  words('no-go'),
  words('emergency-plan'),
  z.strictObject({
    item: z.literal('companions'),
    backupName: z.string().trim().min(1).max(80),
    backupPhone: z.string().trim().min(6).max(40),
  }),
  z.strictObject({ item: z.literal('emergency-card'), isRight: z.literal(true) }),
  understood('driving'),
  understood('fasting'),
]);
export type PreparationAnswer = z.infer<typeof PreparationAnswer>;

export const OwnEmergencyCard = z.strictObject({
  addressLine: z.string().trim().min(1).max(300),
  entryNote: More,
  allergies: More,
  localEmergencyNumber: z.string().trim().min(3).max(40),
});
export type OwnEmergencyCard = z.infer<typeof OwnEmergencyCard>;

export const Preparation = z.object({
  patientName: z.string(),
  hasCourse: z.boolean().describe('Whether a protocol is signed to prepare for.'),
  items: z
    .array(
      z.object({
        item: PreparationItem,
        answer: PreparationAnswer.nullable(),
        answeredAt: z.iso.datetime().nullable(),
        isTalkedThrough: z.boolean().nullable().describe('Null: nobody has to talk about it.'),
      }),
    )
    .readonly(),
  open: z
    .array(
      z.object({
        item: z.union([PreparationItem, z.literal('sign-off')]),
        turn: z.enum(['patient', 'clinician', 'clinic']),
        todo: z.enum(['answer', 'look-again', 'count', 'talk', 'name-chaperone', 'fill-card', 'sign-off']),
      }),
    )
    .readonly()
    .describe('What is still to be done before the next dose, and whose turn it is; none: it is done.'),
  chaperoneName: z.string().nullable(),
  card: OwnEmergencyCard.nullable().describe('For the patient; null for everybody else, and when it was never written.'),
  signedOff: z.object({ at: z.iso.datetime(), byName: z.string().nullable() }).nullable(),
});
export type Preparation = z.infer<typeof Preparation>;

const OfPatient = z.strictObject({ patientId: z.uuid() });

export const readPreparation = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/preparation',
  summary: 'How far a patient and their team have prepared for this course.',
  params: OfPatient,
  reply: Preparation,
  problems: ['care.not-found'],
});

export const answerPreparation = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/preparation/answers',
  summary: 'The patient answers one item, or answers it anew.',
  params: OfPatient,
  body: PreparationAnswer,
  reply: Preparation,
  problems: ['care.not-found', 'preparation.no-course'],
});

export const writeOwnCard = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/emergency-card',
  summary: 'The patient writes what is read aloud to the emergency services.',
  params: OfPatient,
  body: OwnEmergencyCard,
  reply: Preparation,
  problems: ['care.not-found'],
});

export const talkThrough = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/preparation/talks',
  summary: 'A clinician has talked these items through with the patient.',
  params: OfPatient,
  body: z.strictObject({ items: z.array(PreparationItem).min(1).max(PreparationItem.options.length) }),
  reply: Preparation,
  problems: ['care.not-found', 'preparation.no-course'],
});

export const signOffPreparation = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/preparation/sign-off',
  summary: 'A therapist signs that the preparation is whole.',
  params: OfPatient,
  reply: Preparation,
  problems: ['care.not-found', 'preparation.no-course', 'preparation.still-open', 'preparation.signed-off'],
});

export const Cues = z.object({
  intentions: z.string().nullable(),
  touch: z.object({ wish: TouchWish, text: z.string() }).nullable(),
  talk: z.object({ wish: TalkWish, text: z.string() }).nullable(),
  noGo: z.string().nullable(),
});
export type Cues = z.infer<typeof Cues>;

export const readCues = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/cues',
  summary: 'What a patient wishes for in a session, for those who lead it.',
  params: OfPatient,
  reply: Cues,
  problems: ['care.not-found'],
});
