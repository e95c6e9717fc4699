import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const ClinicAlert = z.object({
  id: z.uuid(),
  kind: z.enum([
    'nobody-on-call',
    'message-parked',
    'message-failed',
    'visit-missed',
    'visit-out-of-time',
    'restored',
    'session-restored',
    'break-glass',
    'break-glass-overdue',
  ]),
  level: z.int().min(0).max(4),
  subjectId: z.uuid(),
  /** The instant that it tells of: of a restore, when the backup was taken. */
  aboutAt: z.iso.datetime().nullable(),
  raisedAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().nullable(),
  acknowledgedByName: z.string().nullable(),
});
export type ClinicAlert = z.infer<typeof ClinicAlert>;

export const listClinicAlerts = endpoint({
  method: 'GET',
  path: '/v1/alerts',
  summary: 'Alerts that belong to no live session, the unacknowledged first.',
  reply: z.object({ alerts: z.array(ClinicAlert) }),
});

export const acknowledgeClinicAlert = endpoint({
  method: 'POST',
  path: '/v1/alerts/:alertId/acknowledgement',
  summary: 'A person takes an alert on; its name stands beside it from then on.',
  params: z.strictObject({ alertId: z.uuid() }),
  reply: ClinicAlert,
  status: 200,
  problems: ['alerts.not-found'],
});

export const readOnCall = endpoint({
  method: 'GET',
  path: '/v1/on-call',
  summary: 'Who is on call at this minute.',
  reply: z.object({ personId: z.uuid().nullable(), displayName: z.string().nullable(), until: z.iso.datetime().nullable() }),
});
