import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';
import { BookedDosingSession, CancelReason } from './integration.js';
import { FreeTime } from './scheduling.js';

/** No protocol has so many doses. */
const MOST = 30;
const starts = z.array(z.iso.datetime()).min(1).max(MOST).describe('One for each dose, in their order.');
const refusals = [
  'care.not-found',
  'care.no-team',
  'scheduling.slot-taken',
  'scheduling.not-a-free-time',
  'integration.no-visit-time',
  'integration.series-too-long',
  'protocols.no-dose-planned',
  'protocols.all-booked',
  'protocols.integration-due',
  'sessions.already-booked',
] as const;

/** One session of a series as it is proposed. Nothing is booked by a proposal. */
export const SeriesMember = z.object({
  number: z.int().describe('Which dose of the protocol it is for.'),
  wantedAt: z.iso.datetime(),
  isSkipped: z.boolean().describe('That day has no such time: the clocks go forward over it.'),
  laterMin: z.int().describe('How much later than wanted it can begin at the earliest after the one before it; minutes.'),
  time: FreeTime.nullable().describe('The nearest that can be had; null when there is none within six days.'),
  others: z.array(FreeTime).describe('What could be had instead, nearest to what was wanted.'),
  whyNot: z
    .array(z.object({ code: z.string(), who: z.string().nullable() }))
    .describe(
      'What speaks against the time that was wanted; nothing when it is the one. `clocks`: they go forward before it, so that it has to begin ' +
        'later for all of the days of 24 hours that the protocol asks for.',
    ),
});
export type SeriesMember = z.infer<typeof SeriesMember>;

export const SeriesPlan = z.object({
  patientName: z.string(),
  zone: z.string().describe("The patient's IANA time zone, in which the wish is meant."),
  clinicZone: z.string(),
  everyDays: z.int().describe('As asked for, or what the protocol needs at least.'),
  apartDays: z.int().describe('Days of 24 hours that lie between two sessions at least.'),
  members: z.array(SeriesMember),
  reason: z.string().nullable().describe('Why nothing can be proposed, as a stable code; null when something is.'),
});
export type SeriesPlan = z.infer<typeof SeriesPlan>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const PICK = String.raw`\d{1,2}@\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z`;

export const planSeries = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/series-plan',
  summary:
    'Proposes times for all signed doses that have no session: a weekday and a time of day of the patient, every so many days.',
  params: z.strictObject({ patientId: z.uuid() }),
  query: z.strictObject({
    from: z.iso.date(),
    weekday: z.coerce.number().int().min(1).max(7).describe('ISO: Monday is 1.'),
    time: TimeOfDay.describe('On the clock of the patient, as 10:00.'),
    everyDays: z.coerce.number().int().min(1).max(56).default(7),
    count: z.coerce.number().int().min(1).max(MOST).optional().describe('So many of them; without it all.'),
    picks: z
      .string()
      .max(2_000)
      .regex(new RegExp(`^${PICK}(,${PICK})*$`))
      .optional()
      .describe('Times that were chosen for some of them, as `2@2026-12-08T17:00:00Z`, with commas between them.'),
  }),
  reply: SeriesPlan,
  problems: ['care.not-found', 'care.no-team'],
});

const Series = z.strictObject({ patientId: z.uuid(), startsAt: starts });

export const SeriesHold = z.object({ id: z.uuid(), times: z.array(FreeTime), heldUntil: z.iso.datetime() });
export type SeriesHold = z.infer<typeof SeriesHold>;

export const holdSeries = endpoint({
  method: 'POST',
  path: '/v1/series-holds',
  summary: 'Keeps all times of a series and those of its visits for ten minutes: all or none. A patient has one hold.',
  body: Series,
  reply: SeriesHold,
  problems: [...refusals],
});

export const bookSeries = endpoint({
  method: 'POST',
  path: '/v1/dosing-series',
  summary:
    'Books a session with its visit for each of the next doses, in one transaction: all or none. The doses stay locked until their time.',
  body: Series,
  reply: z.object({ sessions: z.array(BookedDosingSession) }),
  problems: [...refusals, 'scheduling.hold-over'],
});

const params = z.strictObject({ sessionId: z.uuid() });
const ofRest = ['sessions.not-found', 'sessions.begun', 'sessions.session-over', 'scheduling.not-your-reason'] as const;

/** One session of a course, and what a change of it would cost now. */
export const RestMember = z.object({
  sessionId: z.uuid(),
  number: z.int(),
  startsAt: z.iso.datetime(),
  isLate: z.boolean(),
  costs: z.array(z.object({ reason: CancelReason, feeCents: z.int(), feeState: z.enum(['none', 'automatic', 'pending']) })),
});
export type RestMember = z.infer<typeof RestMember>;

/** Whose sessions these are, and on which clocks. */
export const Rest = z.object({
  patientName: z.string(),
  zone: z.string().describe("The patient's IANA time zone."),
  clinicZone: z.string(),
  sessions: z.array(RestMember),
});
export type Rest = z.infer<typeof Rest>;

export const readRest = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/rest',
  summary:
    'This session and those of the same protocol that are booked behind it, with what it would cost to change each of them now.',
  params,
  reply: Rest,
  problems: ['sessions.not-found', 'scheduling.not-booked'],
});

export const cancelRest = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/rest-cancellation',
  summary: 'Cancels this session and those of the same protocol that are booked behind it, their visits with them: all or none.',
  params,
  body: z.strictObject({ reason: CancelReason }),
  reply: Nothing,
  problems: [...ofRest, 'sessions.already-dosed'],
});

export const planRest = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/rest-plan',
  summary:
    'Proposes where this session and those behind it could go: all of them so many days later or earlier, on the clock of the patient.',
  params,
  query: z.strictObject({
    days: z.coerce.number().int().min(-90).max(90),
    time: TimeOfDay.optional().describe('On the clock of the patient; without it each keeps its own.'),
  }),
  reply: SeriesPlan,
  problems: ['sessions.not-found', 'scheduling.not-booked', 'care.no-team'],
});

export const moveRest = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/rest-move',
  summary: 'Moves this session and those behind it, their visits with them: all or none.',
  params,
  body: z.strictObject({ startsAt: starts, reason: CancelReason }),
  reply: z.object({ sessions: z.array(BookedDosingSession) }),
  problems: [...refusals, ...ofRest, 'protocols.dose-not-planned', 'scheduling.not-booked', 'scheduling.too-near'],
});
