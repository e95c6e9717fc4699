import type { Socket } from 'socket.io-client';
import type { ClientToServer, LogEntry, ServerToClient } from '#contracts';
import type { Dice } from '../support/dice.js';
import { connect } from './courier.js';
import type { Doors } from './doors.js';

const BLIND_AFTER_MS = 12_000;
const LOOK_EVERY_MS = 500;
/** How long a heartbeat may be ahead of what was shown, before the entries are asked for. */
const BEHIND_MS = 1_000;
const RENEW_MS = 15_000;

/** A screen on one session: takes entries in order and once, asks for what it lacks, and comes back by any door. */
export class Viewer {
  readonly entries: LogEntry[] = [];
  /** What no screen may ever be given. */
  readonly faults: string[] = [];
  reconnects = -1;
  private socket: Socket<ServerToClient, ClientToServer> | undefined;
  private heardAtMs = 0;
  private behindSinceMs: number | undefined;
  private renewedAtMs = 0;
  private timer: NodeJS.Timeout;

  constructor(
    private readonly doors: Doors,
    private readonly dice: Dice,
    readonly sessionId: string,
    private readonly token: string,
    private readonly isClinician = true,
  ) {
    this.open();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  get lastSeq(): number {
    return this.entries.at(-1)?.seq ?? 0;
  }

  close(): void {
    clearInterval(this.timer);
    this.socket?.close();
  }

  private open(): void {
    this.socket?.removeAllListeners().close();
    const socket = connect(this.doors.pick(this.dice), this.token);
    [this.socket, this.heardAtMs, this.behindSinceMs] = [socket, performance.now(), undefined];
    this.reconnects += 1;
    socket.on('connect', () => this.join());
    socket.on('session.entries', ({ entries }) => this.take(entries));
    socket.on('session.heartbeat', ({ lastSeq, proof }) => this.hear(lastSeq, proof));
  }

  /** The library is asked nothing: a socket that is open and silent is no better than one that is closed. */
  private look(): void {
    const now = performance.now();
    const isDead = !this.socket?.connected && now - this.heardAtMs > 1_000;
    if (isDead || now - this.heardAtMs > BLIND_AFTER_MS) this.open();
    else if (this.behindSinceMs !== undefined && now - this.behindSinceMs > BEHIND_MS) this.join();
  }

  private join(): void {
    this.behindSinceMs = undefined;
    this.socket?.emit('session.join', { sessionId: this.sessionId, after: this.lastSeq }, (reply) => {
      if (!reply.ok) return;
      this.take(reply.data.entries);
      this.hear(reply.data.lastSeq, reply.data.proof);
    });
  }

  private hear(lastSeq: number, proof: string): void {
    const now = performance.now();
    this.heardAtMs = now;
    if (lastSeq > this.lastSeq) this.behindSinceMs ??= now;
    if (!this.isClinician || now - this.renewedAtMs < RENEW_MS) return;
    this.renewedAtMs = now;
    this.socket?.emit('session.watch', { sessionId: this.sessionId, proof }, () => {});
  }

  private take(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      if (entry.seq === this.lastSeq + 1) this.entries.push(entry);
      else if (entry.seq > this.lastSeq) this.behindSinceMs ??= performance.now();
      else if (this.entries[entry.seq - 1]!.id !== entry.id)
        this.faults.push(`${this.sessionId} showed two entries as ${entry.seq}`);
    }
    if (this.behindSinceMs === undefined) return;
    if (entries.at(-1) && this.lastSeq >= entries.at(-1)!.seq) this.behindSinceMs = undefined;
  }
}
