import { ConnectedSocket, SubscribeMessage } from '@nestjs/websockets';

import { type ClientToServer, JoinSession, LeaveSession, RecordInSession, WatchSession } from '#contracts';
import type { Caller } from '#identity';
import { SessionReading, SessionsService, SessionWatchService } from '#sessions';
import { Gateway } from '../edge/gateway.js';
import { Also, SignedIn } from '../edge/policy.js';
import { Asks, Payload } from '../edge/serves.js';
import { entriesJson } from './entry-json.js';
import { LiveRooms, type LiveSocket } from './live-rooms.js';

const event = <E extends keyof ClientToServer>(name: E) => SubscribeMessage(name);

/** Live sessions over sockets. What a socket brings is a quicker way to the same services as HTTP. */
@Gateway()
@SignedIn('patient', 'chaperone', 'therapist', 'prescriber', 'physician')
export class LiveGateway {
  constructor(
    private readonly sessions: SessionsService,
    private readonly reading: SessionReading,
    private readonly watching: SessionWatchService,
    private readonly rooms: LiveRooms,
  ) {}

  @event('session.join')
  @Also('locked', 'capability')
  async join(
    @ConnectedSocket() socket: LiveSocket,
    @Asks() caller: Caller,
    @Payload(JoinSession) { sessionId, after }: JoinSession,
  ) {
    const joined = await this.reading.join(caller, sessionId, after);
    const heartbeat = await this.rooms.join(caller, sessionId, socket, joined);
    return { ok: true, data: { entries: entriesJson(joined.entries), ...heartbeat } };
  }

  @event('session.leave')
  @Also('locked', 'capability')
  leave(@ConnectedSocket() socket: LiveSocket, @Payload(LeaveSession) { sessionId }: LeaveSession) {
    this.rooms.leave(sessionId, socket);
    return { ok: true, data: {} };
  }

  @event('session.record')
  @Also('capability')
  async record(@Asks() caller: Caller, @Payload(RecordInSession) { sessionId, entry }: RecordInSession) {
    const entries = await this.sessions.record(caller, sessionId, { ...entry, happenedAt: Date.parse(entry.happenedAt) });
    return { ok: true, data: { seq: entries[0]!.seq, entries: entriesJson(entries) } };
  }

  @event('session.watch')
  @Also('locked')
  async watch(@Asks() caller: Caller, @Payload(WatchSession) { sessionId, proof }: WatchSession) {
    return { ok: true, data: { validForSec: await this.watching.watch(caller, sessionId, proof) } };
  }
}
