import { z } from 'zod';

import { Cursor, endpoint, Nothing } from './endpoint.js';
import { Arrival, Party } from './scheduling.js';
import { GateFinding, LogEntry, Phase, RecordEntry } from './session-log.js';

/** The frozen plan travels whole: the web runs the same reducer over the same numbers (`SessionPlan` of the session engine). */
export const PlanJson = z.record(z.string(), z.unknown());

export const SessionSummary = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  patientZone: z.string(),
  clinicZone: z.string(),
  isCancelled: z.boolean(),
  callPage: z.string().nullable().describe('The page of its video call.'),
  lastSeq: z.int(),
  parties: z.array(Party),
  arrival: Arrival,
});
export type SessionSummary = z.infer<typeof SessionSummary>;

export const EmergencyCard = z.object({
  addressLine: z.string(),
  entryNote: z.string(),
  localEmergencyNumber: z.string(),
  chaperoneName: z.string(),
  chaperonePhone: z.string(),
  allergies: z.string(),
  steps: z.string().optional().describe('Of a session in the clinic: the clinic’s own plan.'),
});
export type EmergencyCard = z.infer<typeof EmergencyCard>;

export const SessionView = SessionSummary.extend({
  plan: PlanJson,
  entries: z.array(LogEntry),
  serverTime: z.iso.datetime(),
  card: EmergencyCard.nullable().describe('Address and numbers to read aloud; for the people of this session only.'),
  onCallName: z.string().nullable(),
  clinicPhone: z.string(),
});
export type SessionView = z.infer<typeof SessionView>;

export const BoardTile = SessionSummary.extend({ plan: PlanJson, entries: z.array(LogEntry) });
export type BoardTile = z.infer<typeof BoardTile>;

export const ListedSession = SessionSummary.extend({
  phase: Phase.nullable().describe(
    'How far it has come; null for those who may see times and people only, for whom `lastSeq` is 0.',
  ),
});
export type ListedSession = z.infer<typeof ListedSession>;

/** Whose screen proves at this moment that it shows a session. */
export const WatchingSession = z.object({ sessionId: z.uuid(), personId: z.uuid(), displayName: z.string() });
export type WatchingSession = z.infer<typeof WatchingSession>;

const sessionParams = z.strictObject({ sessionId: z.uuid() });

export const listSessions = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions',
  summary:
    'Dosing sessions that the caller takes part in or cares for: all upcoming and live ones, and of the past a page, the last first; `next` is where the one before it begins.',
  query: z.strictObject({ when: z.enum(['upcoming', 'past', 'all']).default('all'), before: Cursor.optional() }),
  reply: z.object({ sessions: z.array(ListedSession), next: z.string().nullable(), serverTime: z.iso.datetime() }),
});

export const readBoard = endpoint({
  method: 'GET',
  path: '/v1/board',
  summary: "Today's sessions of the caller's patients with their logs, for the clinicians' board.",
  reply: z.object({ tiles: z.array(BoardTile), watching: z.array(WatchingSession), serverTime: z.iso.datetime() }),
});

export const readSession = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId',
  summary: 'One session whole: people, frozen plan, log, emergency card.',
  params: sessionParams,
  reply: SessionView,
  problems: ['sessions.not-found'],
});

export const readEntries = endpoint({
  method: 'GET',
  path: '/v1/dosing-sessions/:sessionId/entries',
  summary: 'The entries after `after`, in order; the way to catch up after a gap.',
  params: sessionParams,
  query: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
  reply: z.object({ entries: z.array(LogEntry), lastSeq: z.int(), serverTime: z.iso.datetime() }),
  problems: ['sessions.not-found'],
});

export const Recorded = z.object({
  seq: z.int(),
  entries: z.array(LogEntry).describe('The entry and whatever the server wrote because of it.'),
});
export type Recorded = z.infer<typeof Recorded>;

export const recordEntry = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/entries',
  summary: 'Records something that happened. Repeating it with the same id gives the same answer.',
  params: sessionParams,
  body: RecordEntry,
  reply: Recorded,
  problems: ['sessions.not-found', 'sessions.refused'],
});

export const openCapability = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/capability',
  summary:
    'Sets a cookie by which the phone of a patient or chaperone goes on with safety checks and help in this one session when the ' +
    'sign-in has ended: until an hour after the session, and for nothing else.',
  params: sessionParams,
  reply: Nothing,
  problems: ['sessions.not-found', 'sessions.session-over'],
  withoutKey: 'No copy of a cookie may be kept, and a second one does no harm.',
});

export const GateReply = z.object({ isPassed: z.boolean(), findings: z.array(GateFinding), seq: z.int() });
export type GateReply = z.infer<typeof GateReply>;

export const evaluateGate = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/gate',
  summary:
    'Judges the gate on the evidence of this moment and records it. A gate that does not pass is an answer, not a failure.',
  params: sessionParams,
  reply: GateReply,
  problems: ['sessions.not-found', 'sessions.refused'],
});

export const releaseDose = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/release',
  summary:
    'The prescriber, freshly signed in again, releases the signed dose; the gate is judged once more in the same transaction.',
  params: sessionParams,
  body: z.strictObject({ gateSeq: z.int().describe('Seq of the gate entry that the prescriber has seen.') }),
  reply: z.object({ isReleased: z.boolean(), gate: GateReply, doseMg: z.number().nullable() }),
  problems: ['sessions.not-found', 'sessions.refused', 'identity.step-up-needed'],
});

export const exchangeChaperoneLink = endpoint({
  method: 'POST',
  path: '/v1/chaperone-links/exchange',
  summary: 'Turns the token of a chaperone link into a sign-in that is good for that one session.',
  body: z.strictObject({ token: z.string().min(20).max(200) }),
  reply: z.object({ sessionId: z.uuid(), displayName: z.string(), patientFirstName: z.string(), isOnDuty: z.boolean() }),
  problems: ['sessions.link-unknown', 'sessions.link-over'],
  withoutKey: 'Nobody is signed in yet, and no copy of a cookie may be kept.',
});
