import {
  type Heartbeat,
  type LogEntry,
  type ProblemJson,
  type RecordEntry,
  readEntries,
  readSession,
  recordEntry,
  type SessionEntries,
  type SessionView,
} from '#contracts';
import { call, isProblem, networkProblem, ProblemError } from '../call.js';
import { serverTime } from '../server-time.js';
import { ask, type LiveSocket, openSocket } from '../socket.js';
import { emptyLog, hasGap, type LiveLog, takeEntries } from './live-log.js';
import { type Outgoing, SessionOutbox } from './outbox.js';
import { isBlind, look, type Sight, sightAt } from './sight.js';
import { entryOf, planOf } from './wire.js';

const POLL_MS = 10_000;
const LOOK_MS = 1_000;

export type Recordable = RecordEntry extends infer E ? (E extends RecordEntry ? Pick<E, 'type' | 'payload'> : never) : never;

export type LiveView = Readonly<
  Pick<LiveLog, 'plan' | 'entries' | 'state'> & {
    session: SessionView;
    /** The screen may be missing something, and has to say so. */
    isBlind: boolean;
    outgoing: readonly Outgoing[];
  }
>;
export type LiveStatus = Readonly<{ view: LiveView | null; failure: ProblemJson | null; refusal: ProblemJson | null }>;

/**
 * One live session on this page. Loads it whole, joins its room, folds what comes through the engine, and asks again over HTTP
 * when there is a gap, after each reconnect, and every 10 s in case that a push was lost.
 */
export class LiveSession {
  status: LiveStatus = { view: null, failure: null, refusal: null };
  private session: SessionView | undefined;
  private log: LiveLog | undefined;
  private sight: Sight = sightAt(performance.now());
  private readonly outbox: SessionOutbox;
  private readonly listeners = new Set<() => void>();
  private readonly timers: ReturnType<typeof setInterval>[] = [];
  private socket: LiveSocket | undefined;
  private isClosed = false;

  constructor(
    readonly id: string,
    personId: string,
  ) {
    const key = `hearth.outbox.${personId}.${id}`;
    this.outbox = new SessionOutbox(
      key,
      (entry) => this.deliver(entry),
      (refusal) => this.publish(refusal ? { refusal } : {}),
    );
  }

  open(): void {
    this.timers.push(setInterval(() => void this.catchUp(), POLL_MS));
    this.timers.push(setInterval(() => this.observe(look(this.sight, performance.now(), this.seq)), LOOK_MS));
    window.addEventListener('online', this.lineIsBack);
    document.addEventListener('visibilitychange', this.lineIsBack);
    void openSocket().then((socket) => {
      if (this.isClosed) return;
      this.socket = socket;
      socket.on('connect', this.lineIsBack).on('session.entries', this.onEntries).on('session.heartbeat', this.onHeartbeat);
    });
    this.lineIsBack();
  }

  close(): void {
    this.isClosed = true;
    for (const timer of this.timers) clearInterval(timer);
    this.outbox.stop();
    window.removeEventListener('online', this.lineIsBack);
    document.removeEventListener('visibilitychange', this.lineIsBack);
    this.socket
      ?.off('connect', this.lineIsBack)
      .off('session.entries', this.onEntries)
      .off('session.heartbeat', this.onHeartbeat);
    void ask('session.leave', { sessionId: this.id }).catch(() => undefined);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Tells the clinic what happened just now. Kept and sent again until it is acknowledged or refused. */
  record(what: Recordable): void {
    const happenedAt = new Date(serverTime.now()).toISOString();
    this.publish({ refusal: null });
    void this.outbox.add({ id: crypto.randomUUID(), happenedAt, ...what } as RecordEntry);
  }

  /** Asks the clinic again right now. */
  refresh(): void {
    void this.catchUp();
  }

  forgetRefusal(): void {
    this.publish({ refusal: null });
  }

  private get seq(): number {
    return this.log?.state.seq ?? 0;
  }

  private readonly lineIsBack = () => {
    if (document.visibilityState === 'hidden') return;
    void this.catchUp();
    void this.join();
    void this.outbox.flush();
  };

  private async join(): Promise<void> {
    const joined = await ask('session.join', { sessionId: this.id, after: this.seq }).catch(() => undefined);
    if (!joined) return;
    serverTime.sync(joined.serverTime);
    this.take(joined.entries);
  }

  /** Loads the session, or the entries that came after those it has. */
  private async catchUp(): Promise<void> {
    try {
      if (this.session) await this.readOn();
      else await this.load();
      this.publish({ failure: null });
    } catch (error) {
      const { problem } = isProblem(error) ? error : networkProblem('unreachable');
      this.publish({ failure: problem });
    }
  }

  private async load(): Promise<void> {
    const session = await call(readSession, { params: { sessionId: this.id } });
    serverTime.sync(session.serverTime);
    this.session = session;
    this.log ??= emptyLog(planOf(session.plan));
    this.take(session.entries);
  }

  private async readOn(): Promise<void> {
    const sent = { params: { sessionId: this.id }, query: { after: this.seq } };
    const { entries, serverTime: told } = await call(readEntries, sent);
    serverTime.sync(told);
    this.take(entries);
  }

  private readonly onEntries = ({ sessionId, entries }: SessionEntries) => {
    if (sessionId === this.id) this.take(entries);
  };

  private readonly onHeartbeat = (heartbeat: Heartbeat) => {
    if (heartbeat.sessionId !== this.id) return;
    serverTime.sync(heartbeat.serverTime);
    this.observe(look(this.sight, performance.now(), this.seq, heartbeat));
    if (heartbeat.lastSeq > this.seq) void this.catchUp();
  };

  private take(arrived: readonly LogEntry[]): void {
    if (!this.log) return;
    const before = this.log;
    this.log = takeEntries(before, arrived.map(entryOf));
    if (this.log === before) return;
    serverTime.atLeast(this.log.entries.at(-1)?.recordedAt ?? 0);
    this.sight = look(this.sight, performance.now(), this.seq);
    if (hasGap(this.log) && !hasGap(before)) void this.catchUp();
    this.publish();
  }

  private observe(sight: Sight): void {
    this.sight = sight;
    if (isBlind(sight, performance.now()) !== this.status.view?.isBlind) this.publish();
  }

  /** By socket where there is one, else over HTTP: the same id makes the second way harmless. */
  private async deliver(entry: RecordEntry): Promise<void> {
    const sent = { sessionId: this.id, entry };
    const { entries } = await ask('session.record', sent).catch((error: unknown) => {
      if (error instanceof ProblemError && error.problem.status !== 0) throw error;
      return call(recordEntry, { params: { sessionId: this.id }, body: entry });
    });
    this.take(entries);
  }

  private publish(change: Partial<LiveStatus> = {}): void {
    const { session, log } = this;
    const sight = { isBlind: isBlind(this.sight, performance.now()), outgoing: this.outbox?.all ?? [] };
    const view = session && log ? { session, plan: log.plan, entries: log.entries, state: log.state, ...sight } : null;
    this.status = { ...this.status, ...change, view };
    for (const listener of this.listeners) listener();
  }
}
