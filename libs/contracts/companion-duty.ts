import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const CompanionPart = z.enum(['first', 'backup']);

export const NamedCompanion = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  phone: z.string(),
  since: z.iso.datetime(),
});
export type NamedCompanion = z.infer<typeof NamedCompanion>;

export const NamedCompanions = z.object({ first: NamedCompanion.nullable(), backup: NamedCompanion.nullable() });
export type NamedCompanions = z.infer<typeof NamedCompanions>;

export const NameCompanion = z.strictObject({
  part: CompanionPart,
  displayName: z.string().trim().min(1).max(80),
  phone: z.string().trim().min(6).max(40),
});
export type NameCompanion = z.infer<typeof NameCompanion>;

const ofPatient = { params: z.strictObject({ patientId: z.uuid() }), reply: NamedCompanions, problems: ['care.not-found'] };

export const readNamedCompanions = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/companions',
  summary: 'Who comes along with a patient to sessions at home, and who comes when they cannot.',
  ...ofPatient,
});

export const nameCompanion = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/companions',
  summary:
    'Enters somebody as the companion or the backup; whoever was it before is it no more. A backup is sent a link of their own.',
  body: NameCompanion,
  ...ofPatient,
});

/** Who is on duty, for whoever has a companion's link of the session. No health data. */
export const CompanionDutyView = z.object({
  patientFirstName: z.string(),
  startsAt: z.iso.datetime(),
  patientZone: z.string(),
  clinicZone: z.string(),
  clinicPhone: z.string(),
  isOver: z.boolean(),
  part: z.enum(['on-duty', 'standing-in', 'relieved']),
  onDuty: z.object({
    firstName: z.string(),
    since: z.iso.datetime().nullable().describe('Null: since the session was booked.'),
  }),
  isWanted: z.boolean().describe('The one on duty is gone or cannot come: whoever stands in may take over.'),
});
export type CompanionDutyView = z.infer<typeof CompanionDutyView>;

const ofSession = { params: z.strictObject({ sessionId: z.uuid() }) };

export const readCompanionDuty = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/companion-duty',
  summary: 'For whoever opened a companion’s link of this session: who is on duty, and whether somebody else is wanted.',
  ...ofSession,
  reply: CompanionDutyView,
  problems: ['sessions.not-found'],
});

export const relieveCompanion = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/companion-duty',
  summary:
    'Puts another companion of the patient on duty: they themselves once the one on duty cannot come, or staff. There is only ever one.',
  ...ofSession,
  body: z.strictObject({ personId: z.uuid() }),
  reply: z.object({ onDutyId: z.uuid(), since: z.iso.datetime().nullable() }),
  problems: [
    'sessions.not-found',
    'sessions.no-such-companion',
    'sessions.refused',
    'sessions.session-over',
    'scheduling.slot-taken',
  ],
});
