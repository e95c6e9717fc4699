import { z } from 'zod';

import { endpoint, Next, pageQuery } from './endpoint.js';

export const ClinicAlert = z.object({
  id: z.uuid(),
  kind: z.enum([
    'nobody-on-call',
    'message-unanswered',
    'message-parked',
    'message-failed',
    'visit-missed',
    'visit-out-of-time',
    'restored',
    'session-restored',
    'break-glass',
    'break-glass-overdue',
    'clinician-away',
    'safety-answer',
    'assessment-review',
    'case-unowned',
    'clearance-overdue',
    'video-lost',
    'call-unattended',
    'cover-lost',
    'course-paused',
    'course-review-overdue',
    'patient-unpaired',
    'hand-over-unread',
    'hand-over-undone',
    'supply-discrepancy',
    'supply-recalled',
    'incident-overdue',
    'companion-refused',
    'consent-withdrawn',
    'monitoring-due',
    'monitoring-overdue',
    'aftercare-unanswered',
    'aftercare-unwell',
  ]),
  level: z.int().min(0).max(4),
  subjectId: z.uuid(),
  /** The instant that it tells of: of a restore, when the backup was taken. */
  aboutAt: z.iso.datetime().nullable(),
  raisedAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().nullable(),
  acknowledgedByName: z.string().nullable(),
  isForClinician: z.boolean().describe('Only a clinician ends its calls; whoever asks can say that they have seen it.'),
  isSeen: z.boolean().describe('Whoever asks has said so.'),
});
export type ClinicAlert = z.infer<typeof ClinicAlert>;

export const listClinicAlerts = endpoint({
  method: 'GET',
  path: '/v1/alerts',
  summary: 'Alerts that belong to no live session, the unacknowledged first.',
  query: z.strictObject(pageQuery(100)),
  reply: z.object({ alerts: z.array(ClinicAlert), next: Next }),
});

export const acknowledgeClinicAlert = endpoint({
  method: 'POST',
  path: '/v1/alerts/:alertId/acknowledgement',
  summary:
    'A person takes an alert on; their name stands beside it from then on. What a patient has answered an admin only sees: it calls clinicians on.',
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

/** `mayAnswer` false: somebody who has left or has another part now; nobody is on call by it. */
export const RotaDuty = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  displayName: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  mayAnswer: z.boolean(),
});
export type RotaDuty = z.infer<typeof RotaDuty>;

export const Rota = z.object({
  zone: z.string().describe("The clinic's IANA time zone."),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  people: z.array(z.object({ personId: z.uuid(), displayName: z.string() })).describe('Who may be on call.'),
  duties: z.array(RotaDuty),
  gaps: z.array(z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })).describe('When nobody is on call.'),
});
export type Rota = z.infer<typeof Rota>;

export const readRota = endpoint({
  method: 'GET',
  path: '/v1/on-call/rota',
  summary: 'Who is on call when, and when nobody is: days of the calendar in the clinic’s zone.',
  query: z.strictObject({
    from: z.iso.date().optional().describe('Without it the day that it is at the clinic.'),
    days: z.coerce.number().int().min(1).max(62).default(14),
  }),
  reply: Rota,
});

const Duties = z.object({ duties: z.array(RotaDuty) });
const DutyParams = z.strictObject({ dutyId: z.uuid() });
const ofPerson = ['alerts.may-not-be-on-call', 'alerts.duty-past'];

export const AddDuty = z.strictObject({
  personId: z.uuid(),
  startsAt: z.iso.datetime().describe('Past instants count as now.'),
  endsAt: z.iso.datetime(),
});
export type AddDuty = z.infer<typeof AddDuty>;

export const addDuty = endpoint({
  method: 'POST',
  path: '/v1/on-call/duties',
  summary: 'Puts somebody on call for a stretch of time that is not over.',
  body: AddDuty,
  reply: Duties,
  problems: [...ofPerson, 'alerts.duty-too-long'],
});

export const AddDuties = z.strictObject({
  personId: z.uuid(),
  isoWeekdays: z.array(z.int().min(1).max(7)).min(1).max(7).describe('The days on which a duty begins; Monday is 1.'),
  fromMin: z.int().min(0).max(1439).describe('Minutes after midnight, on the clocks of the clinic.'),
  toMin: z.int().min(0).max(1440).describe('The same; not after `fromMin`: on the next day.'),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
});
export type AddDuties = z.infer<typeof AddDuties>;

export const addWeeklyDuties = endpoint({
  method: 'POST',
  path: '/v1/on-call/weekly-duties',
  summary: 'Puts somebody on call in every week at the same wall time.',
  body: AddDuties,
  reply: Duties,
  problems: [...ofPerson, 'alerts.pattern-too-long'],
});

const ClockTime = z.int().min(0).max(1440).describe('Minutes after midnight, on the clocks of the clinic.');
export const ChangeDuty = z.union([
  AddDuty,
  z.strictObject({ personId: z.uuid(), firstDay: z.iso.date(), fromMin: ClockTime, lastDay: z.iso.date(), toMin: ClockTime }),
]);
export type ChangeDuty = z.infer<typeof ChangeDuty>;

export const changeDuty = endpoint({
  method: 'POST',
  path: '/v1/on-call/duties/:dutyId/change',
  summary: 'Another person or other times for a duty that lies ahead.',
  params: DutyParams,
  body: ChangeDuty,
  reply: Duties,
  problems: [...ofPerson, 'alerts.duty-too-long', 'alerts.no-duty', 'alerts.duty-begun'],
});

export const handOverDuty = endpoint({
  method: 'POST',
  path: '/v1/on-call/duties/:dutyId/handover',
  summary: 'Gives a duty, or what is left of it, to somebody else; no minute is lost by it.',
  params: DutyParams,
  body: z.strictObject({ personId: z.uuid() }),
  reply: Duties,
  problems: ['alerts.may-not-be-on-call', 'alerts.no-duty', 'alerts.duty-over'],
});

export const removeDuty = endpoint({
  method: 'POST',
  path: '/v1/on-call/duties/:dutyId/removal',
  summary: 'Takes a duty that lies ahead out of the rota.',
  params: DutyParams,
  reply: z.null(),
  problems: ['alerts.no-duty', 'alerts.duty-begun'],
});

export const swapDuties = endpoint({
  method: 'POST',
  path: '/v1/on-call/swaps',
  summary: 'Two duties that lie ahead change their people.',
  body: z.strictObject({ dutyIds: z.tuple([z.uuid(), z.uuid()]) }),
  reply: Duties,
  problems: ['alerts.may-not-be-on-call', 'alerts.no-duty', 'alerts.duty-begun'],
});
