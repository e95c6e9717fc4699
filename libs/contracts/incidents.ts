import { z } from 'zod';

import { endpoint, Next, pageQuery } from './endpoint.js';
import { LogEntry } from './session-log.js';

/** What a person reports; the other kinds are opened by the log of a session. */
export const ReportedKind = z.enum(['serious-harm', 'death', 'medicine', 'safeguarding', 'other']);
export type ReportedKind = z.infer<typeof ReportedKind>;
export const IncidentKind = z.enum([...(['emergency', 'took-more'] as const), ...ReportedKind.options]);
export type IncidentKind = z.infer<typeof IncidentKind>;

const Words = z.string().trim().min(3).max(4_000);

export const IncidentSummary = z.object({
  incidentId: z.uuid(),
  kind: IncidentKind,
  patientId: z.uuid(),
  patientName: z.string(),
  sessionId: z.uuid().nullable(),
  openedAt: z.iso.datetime(),
  openedByName: z.string().nullable().describe('Null: the log of its session tells of it.'),
  reviewDueAt: z.iso.datetime(),
  reviewedAt: z.iso.datetime().nullable(),
  reviewedByName: z.string().nullable(),
  openActions: z.int().describe('Actions that nobody has said were done.'),
});
export type IncidentSummary = z.infer<typeof IncidentSummary>;

export const IncidentEntry = z.object({
  entryId: z.uuid(),
  kind: z.enum(['account', 'finding', 'action', 'done', 'safeguarding']),
  words: z.string().nullable().describe('Null for those who run the clinic and see nothing of what happened, and once erased.'),
  authorName: z.string(),
  writtenAt: z.iso.datetime(),
  ownerName: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  actionId: z.uuid().nullable().describe('Of one that was done: the entry of the action.'),
});
export type IncidentEntry = z.infer<typeof IncidentEntry>;

export const IncidentView = IncidentSummary.extend({
  said: z.array(IncidentEntry),
  log: z.array(LogEntry).describe('Of the session, for those who may see what happened.'),
  people: z.array(z.object({ personId: z.uuid(), displayName: z.string() })).describe('Who may answer for an action.'),
  mayWrite: z.boolean(),
  mayReview: z.boolean(),
});
export type IncidentView = z.infer<typeof IncidentView>;

export const WriteIncident = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account'), words: Words }),
  z.strictObject({ kind: z.literal('finding'), words: Words }),
  z.strictObject({
    kind: z.literal('safeguarding'),
    words: Words.describe('What protects somebody, and what is still to be done.'),
  }),
  z.strictObject({ kind: z.literal('action'), words: Words, ownerId: z.uuid(), dueOn: z.iso.date() }),
  z.strictObject({ kind: z.literal('done'), words: Words, actionId: z.uuid() }),
]);
export type WriteIncident = z.infer<typeof WriteIncident>;

const params = z.strictObject({ incidentId: z.uuid() });

export const listIncidents = endpoint({
  method: 'GET',
  path: '/v1/incidents',
  summary: 'Incidents of the caller’s patients, and all of them for the medical director and the admins; the last first.',
  query: z.strictObject(pageQuery(50)),
  reply: z.object({ incidents: z.array(IncidentSummary), next: Next }),
});

export const readIncident = endpoint({
  method: 'GET',
  path: '/v1/incidents/:incidentId',
  summary: 'One incident: what is said of it, and the log of its session. Admins see who and when, and no words.',
  params,
  reply: IncidentView,
  problems: ['incidents.not-found'],
});

export const reportIncident = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/incidents',
  summary: 'Reports something that must be looked at. It stays, and so does what is said of it.',
  params: z.strictObject({ patientId: z.uuid() }),
  body: z.strictObject({ kind: ReportedKind, words: Words }),
  reply: z.object({ incidentId: z.uuid() }),
  problems: ['care.not-found'],
});

export const writeIncident = endpoint({
  method: 'POST',
  path: '/v1/incidents/:incidentId/entries',
  summary:
    'Adds an account, a finding, an action, that one was done, or what protects somebody. After the review only that one was done.',
  params,
  body: WriteIncident,
  reply: z.null(),
  problems: [
    'incidents.not-found',
    'incidents.reviewed',
    'incidents.no-action',
    'incidents.action-done',
    'incidents.not-an-owner',
  ],
});

export const reviewIncident = endpoint({
  method: 'POST',
  path: '/v1/incidents/:incidentId/review',
  summary:
    'The medical director, freshly signed in again, ends the review. It needs a finding; nothing but actions goes on after it.',
  params,
  reply: z.null(),
  problems: [
    'incidents.not-found',
    'incidents.reviewed',
    'incidents.no-finding',
    'care.not-your-duty',
    'identity.step-up-needed',
  ],
});
