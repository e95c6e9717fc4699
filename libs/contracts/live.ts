import { z } from 'zod';

import type { CallChanged, CallJoined, CallOver, CallSignal, JoinCall, LeaveCall, SendSignal } from './call-signals.js';
import type { ProblemJson } from './endpoint.js';
import type { ConversationChanged, FollowConversations } from './messaging.js';
import { LogEntry, RecordEntry } from './session-log.js';
import { Recorded } from './sessions.js';
import type { FollowWork, WorkChanged } from './work.js';

export const JoinSession = z.strictObject({
  sessionId: z.uuid(),
  after: z.int().min(0).describe('Seq of the last entry that the client has.'),
});
export type JoinSession = z.infer<typeof JoinSession>;

/** How far a session has come, read from the database; `proof` is returned to say that a clinician's screen has received it. */
const beat = { lastSeq: z.int(), serverTime: z.iso.datetime(), proof: z.string().max(300) };

export const Joined = z.object({ entries: z.array(LogEntry), ...beat }).describe('Is a heartbeat, too.');
export type Joined = z.infer<typeof Joined>;

export const LeaveSession = z.strictObject({ sessionId: z.uuid() });
export type LeaveSession = z.infer<typeof LeaveSession>;

export const RecordInSession = z.strictObject({ sessionId: z.uuid(), entry: RecordEntry });
export type RecordInSession = z.infer<typeof RecordInSession>;

export const WatchSession = z.strictObject({ sessionId: z.uuid(), proof: beat.proof });
export type WatchSession = z.infer<typeof WatchSession>;
export const Watching = z.object({ validForSec: z.int() });
export type Watching = z.infer<typeof Watching>;

export const SessionEntries = z.object({ sessionId: z.uuid(), entries: z.array(LogEntry) });
export type SessionEntries = z.infer<typeof SessionEntries>;

export const Heartbeat = z.object({ sessionId: z.uuid(), ...beat });
export type Heartbeat = z.infer<typeof Heartbeat>;

export type Ack<T> = (reply: { ok: true; data: T } | { ok: false; problem: ProblemJson }) => void;

/** Both ends of the socket compile against these two maps, and nothing else may be emitted. Every event is acknowledged. */
export interface ClientToServer {
  'session.join': (input: JoinSession, ack: Ack<Joined>) => void;
  'session.leave': (input: LeaveSession, ack: Ack<Record<string, never>>) => void;
  'session.record': (input: RecordInSession, ack: Ack<Recorded>) => void;
  /** A clinician's screen has the session in view: returns the proof of a heartbeat of the last 15 s, every 15 s. */
  'session.watch': (input: WatchSession, ack: Ack<Watching>) => void;
  /** From now on this screen is told when something is written in a conversation that its person may read. */
  'conversations.follow': (input: FollowConversations, ack: Ack<Record<string, never>>) => void;
  /** From now on this screen is told when something changes of what its person has to do, or waits for: calls, screenings. */
  'work.follow': (input: FollowWork, ack: Ack<Record<string, never>>) => void;
  /** This screen is the one on which its person is in the call of an appointment; again after each new connection. */
  'call.join': (input: JoinCall, ack: Ack<CallJoined>) => void;
  /** To another screen in the same call; the next one only after this one was acknowledged, so that they keep their order. */
  'call.signal': (input: SendSignal, ack: Ack<Record<string, never>>) => void;
  'call.leave': (input: LeaveCall, ack: Ack<Record<string, never>>) => void;
}

export interface ServerToClient {
  'session.entries': (input: SessionEntries) => void;
  /** Every 5 s to whoever joined, read from the database: no heartbeat for 12 s means that the screen is blind. */
  'session.heartbeat': (input: Heartbeat) => void;
  'conversation.changed': (input: ConversationChanged) => void;
  'work.changed': (input: WorkChanged) => void;
  'call.changed': (input: CallChanged) => void;
  'call.signal': (input: CallSignal) => void;
  'call.over': (input: CallOver) => void;
}
