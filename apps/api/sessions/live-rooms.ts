import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Socket } from 'socket.io';

import type { ClientToServer, Heartbeat as HeartbeatJson, ServerToClient } from '#contracts';
import type { Caller } from '#identity';
import { Hints, Log } from '#platform';
import type { Entry } from '#session-engine';
import { type Heartbeat, SessionReading, SessionWatchService } from '#sessions';
import { entriesJson } from './entry-json.js';

export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, { caller?: Caller; token?: string }>;

const HEARTBEAT_MS = 5_000;

type Room = {
  readonly patientId: string;
  readonly sockets: Set<LiveSocket>;
  sentSeq: number;
  isReading: boolean;
  isStale: boolean;
};
/** What a join has given to a socket: of which session, whose it is, and how far its screen has come. */
type Joined = Readonly<{ sessionId: string; patientId: string; lastSeq: number }>;
/** A socket in a room. */
export type Place = Readonly<{ sessionId: string; patientId: string; socket: LiveSocket }>;

/**
 * Sockets of this process by session. A hint says that there is something new; what is sent follows the last seq that this room was
 * sent: read from the log, or what this process itself has just committed to it. A lost hint costs a heartbeat, for clients that see a newer `lastSeq` ask for what they lack.
 */
@Injectable()
export class LiveRooms implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rooms = new Map<string, Room>();
  private timer: NodeJS.Timeout | undefined;
  /** Screens that a closing process loses come to another one at once: that is no leaving. */
  private isClosing = false;

  constructor(
    private readonly hints: Hints,
    private readonly reading: SessionReading,
    private readonly watching: SessionWatchService,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.hints.on('session', (sessionId, seq) => this.hear(sessionId, seq));
    this.reading.onWritten((sessionId, entries) => this.take(sessionId, entries));
    this.hints.onResync(() => this.refreshAll());
    this.timer = setInterval(
      () => void this.beat().catch((error: unknown) => this.log.warning('heartbeat failed', {}, error)),
      HEARTBEAT_MS,
    );
  }

  /** Of how many sessions this process has screens. */
  get size(): number {
    return this.rooms.size;
  }

  onModuleDestroy(): void {
    this.isClosing = true;
    clearInterval(this.timer);
  }

  /**
   * Only after the session's access check.
   *
   * @returns the first heartbeat
   */
  async join(caller: Caller, socket: LiveSocket, joined: Joined): Promise<HeartbeatJson> {
    const [heartbeat] = await this.watching.heartbeats([joined.sessionId]);
    if (socket.connected) this.add(caller, socket, joined); // last, so that the reply to the join comes before what follows it
    return this.toJson(heartbeat!, caller);
  }

  private add(caller: Caller, socket: LiveSocket, { sessionId, patientId, lastSeq }: Joined): void {
    const isNew = { patientId, sockets: new Set<LiveSocket>(), sentSeq: lastSeq, isReading: false, isStale: false };
    const room = this.rooms.get(sessionId) ?? isNew;
    this.rooms.set(sessionId, room);
    if (!room.sockets.has(socket)) socket.once('disconnect', () => this.lose(caller, sessionId, socket));
    room.sockets.add(socket);
    void socket.join(sessionId);
    room.sentSeq = Math.min(room.sentSeq, lastSeq);
    this.refresh(sessionId);
  }

  async leave(caller: Caller, sessionId: string, socket: LiveSocket): Promise<void> {
    const room = this.rooms.get(sessionId);
    if (!room?.sockets.delete(socket)) return;
    void socket.leave(sessionId);
    if (room.sockets.size === 0) this.rooms.delete(sessionId);
    if (!this.isClosing) await this.reading.left(caller, sessionId, room.patientId);
  }

  private lose(caller: Caller, sessionId: string, socket: LiveSocket): void {
    const unaudited = (error: unknown) => this.log.warning('leaving not audited', { sessionId }, error);
    this.leave(caller, sessionId, socket).catch(unaudited);
  }

  /** Every place that a socket has in a room. */
  places(): Place[] {
    return [...this.rooms].flatMap(([sessionId, { patientId, sockets }]) =>
      [...sockets].map((socket) => ({ sessionId, patientId, socket })),
    );
  }

  private refreshAll(): void {
    for (const sessionId of this.rooms.keys()) this.refresh(sessionId);
  }

  /** What this process wrote itself need not be read again. */
  private take(sessionId: string, entries: readonly Entry[]): void {
    const room = this.rooms.get(sessionId);
    if (!room) return;
    if (!room.isReading && entries[0]!.seq === room.sentSeq + 1) this.send(sessionId, room, entries);
    else this.refresh(sessionId);
  }

  private hear(sessionId: string, seq: number): void {
    if (seq > (this.rooms.get(sessionId)?.sentSeq ?? seq)) this.refresh(sessionId);
  }

  /** One reader a room at a time; what comes in meanwhile is read right after. */
  private refresh(sessionId: string): void {
    const room = this.rooms.get(sessionId);
    if (!room) return;
    room.isStale = true;
    if (room.isReading) return;
    room.isReading = true;
    this.drain(sessionId, room).catch((error: unknown) => this.log.warning('live entries not read', { sessionId }, error));
  }

  private async drain(sessionId: string, room: Room): Promise<void> {
    try {
      while (room.isStale) {
        room.isStale = false;
        const entries = await this.reading.entriesAfter(sessionId, room.sentSeq);
        if (entries.length) this.send(sessionId, room, entries);
      }
    } finally {
      room.isReading = false; // in the same breath as the last look at isStale
    }
  }

  /** To all at once: what they are sent is put together once. */
  private send(sessionId: string, room: Room, entries: readonly Entry[]): void {
    room.sentSeq = entries.at(-1)!.seq;
    const [any] = room.sockets;
    any?.nsp.to(sessionId).emit('session.entries', { sessionId, entries: entriesJson(entries) });
  }

  private async beat(): Promise<void> {
    if (!this.rooms.size) return;
    for (const heartbeat of await this.watching.heartbeats([...this.rooms.keys()])) {
      const room = this.rooms.get(heartbeat.sessionId);
      for (const socket of room?.sockets ?? []) {
        if (socket.data.caller) socket.emit('session.heartbeat', this.toJson(heartbeat, socket.data.caller));
      }
      if (room && heartbeat.lastSeq > room.sentSeq) this.refresh(heartbeat.sessionId);
    }
  }

  private toJson(heartbeat: Heartbeat, to: Caller): HeartbeatJson {
    const { sessionId, lastSeq, now } = heartbeat;
    return { sessionId, lastSeq, serverTime: now.toISOString(), proof: this.watching.proofFor(to, heartbeat) };
  }
}
