import { z } from 'zod';

import { endpoint } from './endpoint.js';

/** What waits for a clinician. Their order by danger is that of `workOrder`. */
export const WorkKind = z.enum([
  ...(['session-alert', 'clinic-alert', 'release-waiting', 'screening-offered', 'screening-due', 'screening-unopened'] as const),
  ...(['incident-review', 'incident-action'] as const),
  ...([
    'dose-unsigned',
    'dose-asked',
    'end-point-review',
    'clearance-back',
    'pdmp-due',
    'basis-ending',
    'licence-ending',
    'note-left',
    'note-unsigned',
  ] as const),
]);
export type WorkKind = z.infer<typeof WorkKind>;

export const WorkItem = z.object({
  kind: WorkKind,
  subjectId: z
    .uuid()
    .describe(
      'Of what it is about: a session, an alert, a case’s patient, a proposal, a request, a protocol, a licence, a basis in law, a note, an incident.',
    ),
  patientId: z.uuid().nullable(),
  patientName: z.string().nullable(),
  level: z.int().min(0).max(4).describe('Of an alert its level; else 0.'),
  code: z
    .string()
    .nullable()
    .describe('What exactly: the kind of an alert, the next step of a screening, a place, `apart` of a psychotherapy note.'),
  at: z.iso.datetime().describe('Since when it waits, or when it is due.'),
  isTaken: z.boolean().describe('Somebody has taken it on.'),
});
export type WorkItem = z.infer<typeof WorkItem>;

export const listWork = endpoint({
  method: 'GET',
  path: '/v1/work',
  summary: 'Everything that waits for the caller, the most dangerous first.',
  reply: z.object({ items: z.array(WorkItem), serverTime: z.iso.datetime() }),
});

export const FollowWork = z.strictObject({});
export type FollowWork = z.infer<typeof FollowWork>;
/** Something has changed of what whoever hears it has to do, or waits for; what, is asked for over HTTP. */
export const WorkChanged = z.object({});
export type WorkChanged = z.infer<typeof WorkChanged>;
