import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';

/** What the clinic may tell somebody outside, each by a letter of its own. */
export const LetterTemplate = z.enum(['treatment-begins', 'screening-result', 'clearance-request']);
export type LetterTemplate = z.infer<typeof LetterTemplate>;
export const ReleasePurpose = z.enum(['treatment', 'clearance', 'patient-request']);
export type ReleasePurpose = z.infer<typeof ReleasePurpose>;

const line = (longest: number) => z.string().trim().max(longest);
/** Whom a letter goes to: no account here, and nothing is sent to them by Hearth itself. */
export const LetterRecipient = z.strictObject({
  name: line(120).min(1),
  organisation: line(160).default(''),
  address: line(400).default(''),
  email: line(254).default(''),
  fax: line(40).default(''),
});
export type LetterRecipient = z.infer<typeof LetterRecipient>;

export const OutsideRelease = z.object({
  releaseId: z.uuid(),
  recipient: LetterRecipient.nullable().describe('Null: it was erased.'),
  covers: z.array(LetterTemplate),
  purpose: ReleasePurpose,
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  isOpen: z.boolean().describe('It covers what it names today: not over, and not taken back.'),
});
export type OutsideRelease = z.infer<typeof OutsideRelease>;

export const LetterDispatchWay = z.enum(['printed', 'faxed', 'posted', 'given-to-patient']);
export type LetterDispatchWay = z.infer<typeof LetterDispatchWay>;

/** A letter as it reads. */
export const LetterText = z.object({
  on: z.string().describe('Its day, in words.'),
  from: z.array(z.string()),
  to: z.array(z.string()),
  subject: z.string(),
  paragraphs: z.array(z.string()),
  signature: z.array(z.string()),
});
export type LetterText = z.infer<typeof LetterText>;

export const LetterRow = z.object({
  letterId: z.uuid(),
  template: LetterTemplate,
  recipient: LetterRecipient.nullable(),
  signedByName: z.string(),
  signedAt: z.iso.datetime(),
  dispatches: z.array(z.object({ how: LetterDispatchWay, sentAt: z.iso.datetime(), byName: z.string() })),
  isReleased: z.boolean().describe('The patient’s agreement still covers it, so it may leave.'),
});
export type LetterRow = z.infer<typeof LetterRow>;

const patient = z.strictObject({ patientId: z.uuid() });
const letter = patient.extend({ letterId: z.uuid() });

export const listOutsideReleases = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/outside-releases',
  summary: 'Whom outside the patient lets the clinic write to, about what, and until when.',
  params: patient,
  reply: z.object({ releases: z.array(OutsideRelease) }),
  problems: ['care.not-found'],
});

export const giveOutsideRelease = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/outside-releases',
  summary: 'The patient agrees that the clinic writes to somebody outside, until a day of their choice; a year at most.',
  params: patient,
  body: z.strictObject({
    recipient: LetterRecipient,
    covers: z.array(LetterTemplate).min(1).max(LetterTemplate.options.length),
    purpose: ReleasePurpose,
    days: z.int().min(1).max(366),
  }),
  reply: OutsideRelease,
  problems: ['care.not-found'],
});

export const revokeOutsideRelease = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/outside-releases/:releaseId/revocation',
  summary: 'Takes it back: from now on no letter is signed by it, and none leaves.',
  params: patient.extend({ releaseId: z.uuid() }),
  reply: Nothing,
  status: 200,
  problems: ['care.not-found', 'documents.not-found'],
});

/** What a clinician fills into a template, by name. */
const words = z.record(z.string().max(40), z.string().trim().max(2_000)).refine((given) => Object.keys(given).length <= 20);
const draft = z.strictObject({ releaseId: z.uuid(), template: LetterTemplate, words });

export const LetterForm = z.object({
  template: LetterTemplate,
  title: z.string(),
  version: z.int(),
  words: z.array(z.object({ name: z.string(), label: z.string(), isOptional: z.boolean() })),
});
export type LetterForm = z.infer<typeof LetterForm>;

export const listLetters = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/letters',
  summary: 'Every letter about a patient, and how each left.',
  params: patient,
  reply: z.object({ patientName: z.string(), letters: z.array(LetterRow), forms: z.array(LetterForm) }),
  problems: ['care.not-found'],
});

export const readLetter = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/letters/:letterId',
  summary: 'A letter as it was signed.',
  params: letter,
  reply: z.object({ letter: LetterRow, text: LetterText.nullable().describe('Null: it was erased.') }),
  problems: ['care.not-found', 'documents.not-found'],
});

export const previewLetter = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/letters/preview',
  summary: 'How a letter would read; nothing is kept of it.',
  params: patient,
  body: draft,
  reply: z.object({ text: LetterText, digest: z.string().describe('Of this text: what is signed is what was seen.') }),
  status: 200,
  problems: ['care.not-found', 'documents.not-released', 'documents.letter-incomplete'],
  withoutKey: 'It keeps nothing.',
});

export const signLetter = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/letters',
  summary: 'Signs a letter as it was seen in its preview, after a fresh proof. It stays as it is.',
  params: patient,
  body: draft.extend({ digest: z.string().max(100) }),
  reply: LetterRow,
  problems: [
    'care.not-found',
    'documents.not-released',
    'documents.letter-incomplete',
    'documents.letter-changed',
    'identity.step-up-needed',
  ],
});

export const dispatchLetter = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/letters/:letterId/dispatches',
  summary: 'A letter leaves the clinic, on paper: how, by whom, and when. Only while the patient’s agreement covers it.',
  params: letter,
  body: z.strictObject({ how: LetterDispatchWay }),
  reply: LetterRow,
  problems: ['care.not-found', 'documents.not-found', 'documents.not-released'],
});
