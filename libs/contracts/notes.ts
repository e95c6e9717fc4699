import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';
import { Role } from './identity.js';
import { AppointmentKind } from './scheduling.js';

export const NoteKind = z.enum(['visit', 'session', 'phone']);
export type NoteKind = z.infer<typeof NoteKind>;

const NoteText = z.string().max(20_000);
const WholeText = z.string().trim().min(3).max(20_000);

export const NoteAddendum = z.object({
  addendumId: z.uuid(),
  text: z.string().nullable().describe('Null: it was erased.'),
  authorName: z.string(),
  addedAt: z.iso.datetime(),
});
export type NoteAddendum = z.infer<typeof NoteAddendum>;

export const NoteError = z.object({
  reason: z.string().nullable().describe('Null: it was erased.'),
  markedByName: z.string(),
  markedAt: z.iso.datetime(),
});
export type NoteError = z.infer<typeof NoteError>;

export const Note = z.object({
  noteId: z.uuid(),
  kind: NoteKind,
  appointmentId: z.uuid().nullable(),
  text: z.string().nullable().describe('Null: it was erased.'),
  revision: z.int().describe('Rises with each saving.'),
  authorName: z.string(),
  authorRole: Role,
  isOwn: z.boolean().describe('The caller has written it.'),
  begunAt: z.iso.datetime(),
  savedAt: z.iso.datetime(),
  signedAt: z.iso
    .datetime()
    .nullable()
    .describe('Null: a draft. Only its author sees it, or the team once its author looks after the patient no more.'),
  enteredInError: NoteError.nullable().describe('It counts for nothing, by somebody of the team.'),
  addenda: z.array(NoteAddendum),
});
export type Note = z.infer<typeof Note>;

const patient = z.strictObject({ patientId: z.uuid() });
const note = patient.extend({ noteId: z.uuid() });
const NewNote = z.strictObject({
  kind: NoteKind,
  appointmentId: z.uuid().optional().describe('What it is about; of a dosing session its appointment.'),
  text: NoteText,
});
const Revision = z.strictObject({ revision: z.int().describe('The one that was changed.'), text: NoteText });
const Seen = z.strictObject({ revision: z.int().describe('The one that was read and is signed.') });
const Near = z.object({ appointmentId: z.uuid(), kind: AppointmentKind, startsAt: z.iso.datetime() });
export type NearAppointment = z.infer<typeof Near>;
const List = z.object({
  patientName: z.string(),
  notes: z.array(Note).describe('The newest first.'),
  appointments: z
    .array(Near)
    .readonly()
    .describe('What a note may be about: the nearest of the past and of what comes, by their start.'),
});

const missing = ['care.not-found', 'record.no-note'];
const onDraft = [...missing, 'record.note-signed', 'record.note-changed', 'record.note-in-error'];

/** Notes of the chart. */
export const chartNotes = {
  list: endpoint({
    method: 'GET',
    path: '/v1/patients/:patientId/notes',
    summary: 'Notes of a patient’s chart: those that are signed, and the caller’s drafts.',
    params: patient,
    reply: List,
    problems: ['care.not-found'],
  }),
  begin: endpoint({
    method: 'POST',
    path: '/v1/patients/:patientId/notes',
    summary: 'Begins a note of the chart, as a draft.',
    params: patient,
    body: NewNote,
    reply: Note,
    problems: ['care.not-found', 'record.no-appointment'],
  }),
  save: endpoint({
    method: 'POST',
    path: '/v1/patients/:patientId/notes/:noteId/revisions',
    summary: 'Saves a draft as it is now; refused when it was saved elsewhere meanwhile.',
    params: note,
    body: Revision,
    reply: Note,
    status: 200,
    problems: onDraft,
  }),
  sign: endpoint({
    method: 'POST',
    path: '/v1/patients/:patientId/notes/:noteId/signature',
    summary: 'Its author signs a note of the chart: from now on nothing in it changes.',
    params: note,
    body: Seen,
    reply: Note,
    status: 200,
    problems: [...onDraft, 'record.note-empty'],
  }),
  discard: endpoint({
    method: 'POST',
    path: '/v1/patients/:patientId/notes/:noteId/discarding',
    summary: 'Its author throws a draft away.',
    params: note,
    reply: Nothing,
    status: 200,
    problems: onDraft,
  }),
} as const;

/** Notes that a therapist keeps apart from the chart: the same steps, and nobody else ever reads them. */
export const psychotherapyNotes = {
  list: endpoint({
    method: 'GET',
    path: '/v1/patients/:patientId/psychotherapy-notes',
    summary: 'The caller’s own psychotherapy notes about a patient; nobody else ever reads them.',
    params: patient,
    reply: List,
    problems: ['care.not-found'],
  }),
  begin: endpoint({
    method: 'POST',
    path: '/v1/patients/:patientId/psychotherapy-notes',
    summary: 'Begins a psychotherapy note, as a draft.',
    params: patient,
    body: NewNote,
    reply: Note,
    problems: ['care.not-found', 'record.no-appointment'],
  }),
  save: endpoint({
    method: 'POST',
    path: '/v1/patients/:patientId/psychotherapy-notes/:noteId/revisions',
    summary: 'Saves a draft as it is now; refused when it was saved elsewhere meanwhile.',
    params: note,
    body: Revision,
    reply: Note,
    status: 200,
    problems: onDraft,
  }),
  sign: endpoint({
    method: 'POST',
    path: '/v1/patients/:patientId/psychotherapy-notes/:noteId/signature',
    summary: 'Its author signs a psychotherapy note: from now on nothing in it changes.',
    params: note,
    body: Seen,
    reply: Note,
    status: 200,
    problems: [...onDraft, 'record.note-empty'],
  }),
  discard: endpoint({
    method: 'POST',
    path: '/v1/patients/:patientId/psychotherapy-notes/:noteId/discarding',
    summary: 'Its author throws a draft away.',
    params: note,
    reply: Nothing,
    status: 200,
    problems: onDraft,
  }),
} as const;

export const addToNote = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/notes/:noteId/addenda',
  summary: 'Adds something to a signed note, beside it.',
  params: note,
  body: z.strictObject({ text: WholeText }),
  reply: Note,
  problems: [...missing, 'record.note-not-signed'],
});

export const markNoteInError = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/notes/:noteId/entered-in-error',
  summary: 'Marks a draft whose author does not look after the patient any more as entered in error. It stays to be read.',
  params: note,
  body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
  reply: Note,
  problems: [...missing, 'record.note-signed', 'record.note-in-error'],
});
