import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';
import { Role } from './identity.js';

/** Papers (FHIR DocumentReference): what somebody says it is. */
export const DocumentKind = z.enum(['pharmacy-record', 'letter', 'identity', 'laboratory', 'ecg', 'other']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** What a paper is evidence for: an entry of a questionnaire that the patient has filled in, such as a treatment that was tried. */
export const DocumentAbout = z.strictObject({
  form: z.string().min(1).max(60),
  entry: z.string().trim().min(1).max(200).describe('Its name there, in the patient’s own words.'),
});
export type DocumentAbout = z.infer<typeof DocumentAbout>;

export const ScanState = z.enum(['unscanned', 'clean', 'infected', 'failed']);
export type ScanState = z.infer<typeof ScanState>;

export const DocumentState = z
  .enum(['awaited', 'here', 'removed', 'gone'])
  .describe('awaited: its file has not come; removed: by who added it; gone: found infected, or erased.');
export type DocumentState = z.infer<typeof DocumentState>;

export const DocumentJson = z.object({
  documentId: z.uuid(),
  kind: DocumentKind,
  title: z.string().nullable().describe('Null: it was erased.'),
  about: DocumentAbout.nullable(),
  state: DocumentState,
  mediaType: z.enum(['application/pdf', 'image/jpeg', 'image/png', 'image/heic']).nullable(),
  byteCount: z.int().nullable(),
  scan: ScanState,
  isOpenable: z.boolean().describe('False while it has to be scanned first, and for ever when something was found.'),
  isRemovable: z.boolean().describe('By the caller: added by them, and read by nobody else.'),
  addedByName: z.string(),
  addedByRole: Role,
  addedAt: z.iso.datetime(),
});
export type DocumentJson = z.infer<typeof DocumentJson>;

const patient = z.strictObject({ patientId: z.uuid() });
const document = patient.extend({ documentId: z.uuid() });

export const DocumentList = z.object({
  patientName: z.string(),
  documents: z.array(DocumentJson).describe('The newest first.'),
  maxBytes: z.int(),
  maxCount: z.int(),
  isScanned: z.boolean().describe('Whether a virus scanner is set.'),
});
export type DocumentList = z.infer<typeof DocumentList>;

export const listDocuments = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/documents',
  summary: 'The papers of a patient’s record, without what is in them.',
  params: patient,
  reply: DocumentList,
  problems: ['care.not-found'],
});

export const announceDocument = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/documents',
  summary: 'Says what is about to be added: by the patient, or by somebody who cares for them. Its file comes after it.',
  params: patient,
  body: z.strictObject({
    kind: DocumentKind,
    title: z.string().trim().min(1).max(200),
    about: DocumentAbout.optional(),
  }),
  reply: DocumentJson,
  problems: ['care.not-found', 'documents.too-many'],
});

export const fileDocument = endpoint({
  method: 'PUT',
  path: '/v1/patients/:patientId/documents/:documentId/content',
  summary: 'The file of a paper that the caller has announced: PDF, JPEG, PNG or HEIC, by its own bytes and whatever its name.',
  params: document,
  bytes: 'in',
  body: z.unknown(),
  reply: DocumentJson,
  problems: [
    'care.not-found',
    'documents.not-found',
    'documents.no-bytes',
    'documents.too-large',
    'documents.unknown-kind',
    'documents.cut-off',
    'documents.broken-off',
    'documents.another-here',
    'documents.not-kept',
    'documents.too-many-at-once',
  ],
  withoutKey: 'The same file a second time is the first one, and another one is refused.',
});

export const openDocument = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/documents/:documentId/content',
  summary: 'The file of a paper, as it was added.',
  params: document,
  bytes: 'out',
  reply: z.unknown(),
  problems: ['care.not-found', 'documents.not-found', 'documents.infected', 'documents.being-checked', 'documents.gone'],
});

export const removeDocument = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/documents/:documentId/removal',
  summary: 'Takes a paper away again that the caller has added, as long as nobody else has opened it.',
  params: document,
  reply: Nothing,
  status: 200,
  problems: ['care.not-found', 'documents.not-found', 'documents.seen'],
});
