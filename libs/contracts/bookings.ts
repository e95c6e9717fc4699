import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';
import { BookDosingSession, BookedDosingSession, CancelReason } from './integration.js';
import { FreeTime, FreeTimes } from './scheduling.js';

const refusals = [
  'care.not-found',
  'care.no-team',
  'scheduling.slot-taken',
  'scheduling.not-a-free-time',
  'integration.no-visit-time',
  'protocols.no-dose-planned',
  'protocols.integration-due',
  'protocols.paused',
] as const;

export const Hold = z.object({ id: z.uuid(), time: FreeTime, heldUntil: z.iso.datetime() });
export type Hold = z.infer<typeof Hold>;

export const holdTime = endpoint({
  method: 'POST',
  path: '/v1/holds',
  summary:
    'Keeps a free time and that of its visit for ten minutes, while somebody decides. A patient has one hold: a new one ends the one before.',
  body: BookDosingSession,
  reply: Hold,
  problems: [...refusals, 'sessions.already-booked'],
});

export const endHold = endpoint({
  method: 'POST',
  path: '/v1/holds/:holdId/end',
  summary: 'Gives the time back at once. One that is over already stays so.',
  params: z.strictObject({ holdId: z.uuid() }),
  reply: Nothing,
  problems: ['scheduling.no-hold'],
});

export const listMoves = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/free-times',
  summary: 'Times to which a session can be moved, each with its visit; its own time counts as free.',
  params: z.strictObject({ sessionId: z.uuid() }),
  query: z.strictObject({ from: z.iso.date(), days: z.coerce.number().int().min(1).max(31).default(14) }),
  reply: FreeTimes,
  problems: ['sessions.not-found', 'care.no-team'],
});

export const moveDosingSession = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/move',
  summary: 'Moves a dosing session that has not begun to another free time, its integration visit with it: both or neither.',
  params: z.strictObject({ sessionId: z.uuid() }),
  body: z.strictObject({ startsAt: z.iso.datetime(), reason: CancelReason }),
  reply: BookedDosingSession,
  problems: [
    ...refusals,
    'sessions.not-found',
    'sessions.begun',
    'sessions.session-over',
    'scheduling.not-booked',
    'scheduling.not-your-reason',
  ],
});

/** What a change would cost now, by reason. `pending`: the clinic decides; it may be nothing. */
export const ChangeTerms = z.object({
  isLate: z.boolean(),
  lateFrom: z.iso.datetime().describe('From this instant on a change is late.'),
  costs: z.array(z.object({ reason: CancelReason, feeCents: z.int(), feeState: z.enum(['none', 'automatic', 'pending']) })),
});
export type ChangeTerms = z.infer<typeof ChangeTerms>;

export const readChangeTerms = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/change-terms',
  summary: 'What it would cost to move or to cancel this session now, by reason, before anybody does.',
  params: z.strictObject({ sessionId: z.uuid() }),
  reply: ChangeTerms,
  problems: ['sessions.not-found'],
});

export const recordNoShow = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/no-show',
  summary: 'Staff records that a session did not take place because somebody did not come. Its visit is cancelled with it.',
  params: z.strictObject({ sessionId: z.uuid() }),
  body: z.strictObject({ who: z.enum(['patient', 'clinician']) }),
  reply: Nothing,
  problems: ['sessions.not-found', 'sessions.already-dosed', 'sessions.session-over', 'scheduling.too-early'],
});

export const LateChange = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  kind: z.enum(['moved', 'cancelled', 'no_show']),
  fromAt: z.iso.datetime(),
  toAt: z.iso.datetime().nullable(),
  changedAt: z.iso.datetime(),
  feeCents: z.int(),
  feeState: z.enum(['pending', 'waived', 'charged']),
  decidedByName: z.string().nullable(),
  decidedFor: z.string().nullable(),
});
export type LateChange = z.infer<typeof LateChange>;

export const listLateChanges = endpoint({
  method: 'GET',
  path: '/v1/late-changes',
  summary: 'Late changes that no rule waives: those to decide first, then the last hundred that were decided.',
  reply: z.object({ changes: z.array(LateChange) }),
});

export const FeeReason = z.enum(['rule', 'illness', 'medicine-late', 'first-time', 'goodwill', 'clinic-side']);
export type FeeReason = z.infer<typeof FeeReason>;

export const decideLateChange = endpoint({
  method: 'POST',
  path: '/v1/late-changes/:changeId/decision',
  summary: 'An admin decides, once, whether a late change costs its fee.',
  params: z.strictObject({ changeId: z.uuid() }),
  body: z.strictObject({ decision: z.enum(['waived', 'charged']), reason: FeeReason }),
  reply: Nothing,
  problems: ['scheduling.no-change', 'scheduling.change-decided'],
});
