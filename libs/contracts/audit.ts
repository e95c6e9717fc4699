import { z } from 'zod';

import { Cursor, endpoint } from './endpoint.js';
import { Role } from './identity.js';

export const Purpose = z
  .enum(['own', 'care', 'companion', 'operations', 'oversight', 'break-glass', 'shared-care', 'system', 'unstated'])
  .describe('Why somebody acted on health data.');
export type Purpose = z.infer<typeof Purpose>;

const from = z.iso.datetime();
const to = z.iso.datetime();
const span = z.strictObject({ from, to });
const pages = { before: Cursor.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) };

/** One viewing or act, or several of the same kind by the same person on one day. */
export const RecordView = z.object({
  who: z.enum(['you', 'link', 'person', 'system']).describe('`link`: whoever opened a link that was sent to this person.'),
  displayName: z.string().nullable(),
  role: z.string(),
  profession: z.string().nullable(),
  action: z.string(),
  purpose: Purpose,
  isBreakGlass: z.boolean().describe('Without being in the care of this person: opened in an emergency.'),
  count: z.int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});
export type RecordView = z.infer<typeof RecordView>;

export const listRecordViews = endpoint({
  method: 'GET',
  path: '/v1/me/record-views',
  summary: 'Who saw or changed my record, the last first. What I did myself, and what the program did, is one line a day.',
  query: z.strictObject({ before: Cursor.optional() }),
  reply: z.object({ views: z.array(RecordView), next: z.string().nullable() }),
});

export const AuditPerson = z.object({ id: z.uuid(), displayName: z.string(), role: Role });
export type AuditPerson = z.infer<typeof AuditPerson>;

export const AuditEvent = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: AuditPerson.nullable().describe('Null for the program itself.'),
  actorRole: z.string(),
  action: z.string(),
  purpose: Purpose,
  subject: AuditPerson.nullable(),
  objectType: z.string(),
  objectId: z.uuid().nullable(),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  position: z.int().nullable().describe('Its place in the chain; null until it is sealed.'),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export const readOversight = endpoint({
  method: 'GET',
  path: '/v1/audit/standing',
  summary: 'Whether the caller may read the audit: auditors and privacy officers may.',
  reply: z.object({ mayRead: z.boolean() }),
});

export const listAuditEvents = endpoint({
  method: 'GET',
  path: '/v1/audit/events',
  summary: 'The audit, the last first, by patient, person, action and time. Reading it is audited.',
  query: z.strictObject({
    ...pages,
    patientId: z.uuid().optional(),
    personId: z.uuid().optional(),
    action: z
      .string()
      .regex(/^[a-z][a-z-]{1,60}$/)
      .optional(),
    from: from.optional(),
    to: to.optional(),
  }),
  reply: z.object({ events: z.array(AuditEvent), next: z.string().nullable() }),
  problems: ['request.forbidden'],
});

export const findAuditPeople = endpoint({
  method: 'GET',
  path: '/v1/audit/people',
  summary: 'People by a part of their name, for the filters of the audit; at most 20.',
  query: z.strictObject({ name: z.string().trim().min(2).max(80) }),
  reply: z.object({ people: z.array(AuditPerson) }),
  problems: ['request.forbidden'],
});

export const listTouchedPatients = endpoint({
  method: 'GET',
  path: '/v1/audit/people/:personId/patients',
  summary: 'All patients whose data a person read or wrote in a time: what a breach has reached. At most 5,000.',
  params: z.strictObject({ personId: z.uuid() }),
  query: span,
  reply: z.object({
    patients: z.array(AuditPerson.extend({ acts: z.int(), firstAt: z.iso.datetime(), lastAt: z.iso.datetime() })),
    isWhole: z.boolean(),
  }),
  problems: ['request.forbidden'],
});

export const AnomalyKind = z.enum(['self', 'household', 'colleague', 'no-appointment']);
export type AnomalyKind = z.infer<typeof AnomalyKind>;
export const AnomalyEvidence = z.enum([
  'same-person',
  'same-name',
  'same-phone',
  'same-surname',
  'works-here',
  'no-assignment',
  'no-duty',
  'no-appointment',
]);
export type AnomalyEvidence = z.infer<typeof AnomalyEvidence>;

export const Anomaly = z.object({
  kind: AnomalyKind,
  evidence: z.array(AnomalyEvidence),
  actor: AuditPerson,
  subject: AuditPerson,
  acts: z.int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});
export type Anomaly = z.infer<typeof Anomaly>;

export const listAnomalies = endpoint({
  method: 'GET',
  path: '/v1/audit/anomalies',
  summary: 'Reads that somebody should ask about: of oneself, one’s household, a colleague, or without any appointment near.',
  query: span,
  reply: z.object({ anomalies: z.array(Anomaly) }),
  problems: ['request.forbidden'],
});
