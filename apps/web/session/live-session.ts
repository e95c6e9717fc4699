import {
  type LogEntry,
  type ProblemJson,
  type RecordEntry,
  readEntries,
  readSession,
  recordEntry,
  type SessionView,
} from '#contracts';
import { isOver } from '#session-engine';
import { call, callOnce, isProblem, networkProblem, ProblemError } from '../call.js';
import { serverTime } from '../server-time.js';
import { ask } from '../socket.js';
import { type KeptSession, keepSession, keptSession } from './kept-session.js';
import { LiveLine } from './live-line.js';
import { emptyLog, hasGap, type LiveLog, takeEntries } from './live-log.js';
import { type Outgoing, SessionOutbox } from './outbox.js';
import { entryOf, jsonOf, planOf } from './wire.js';

const POLL_MS = 10_000;

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
 * One live session on this page. Loads it whole, folds what its line brings through the engine, and asks again over HTTP when there
 * is a gap, when the line is back, and every 10 s in case that a push was lost.
 */
export class LiveSession {
  status: LiveStatus = { view: null, failure: null, refusal: null };
  private session: SessionView | undefined;
  /** What is shown was kept here, and the clinic has not been heard since. */
  private isKept = false;
  private log: LiveLog | undefined;
  private readonly outbox: SessionOutbox;
  private readonly line: LiveLine;
  private readonly listeners = new Set<() => void>();
  private asks = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly id: string,
    private readonly personId: string,
    private readonly isOwnPhone = false,
  ) {
    const key = `hearth.outbox.${personId}.${id}`;
    this.outbox = new SessionOutbox(
      key,
      (entry) => this.deliver(entry),
      (refusal) => this.publish(refusal ? { refusal } : {}),
    );
    this.line = new LiveLine(id, {
      seq: () => this.log?.state.seq,
      take: (entries) => this.take(entries),
      isBehind: () => this.refresh(),
      isBack: () => this.lineIsBack(),
      looked: () => this.status.view && this.status.view.isBlind !== (this.isKept || this.line.isBlind) && this.publish(),
    });
  }

  open(): void {
    this.timer = setInterval(() => this.poll(), POLL_MS);
    this.line.open();
    this.lineIsBack();
  }

  close(): void {
    clearInterval(this.timer);
    this.outbox.stop();
    this.line.close();
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

  /** A clinician has the session in view: it counts as watched as long as its heartbeats come here. @returns the end of it */
  watch(): () => void {
    return this.line.watch();
  }

  /** Asks the clinic again right now. */
  refresh(): void {
    void this.catchUp();
  }

  forgetRefusal(): void {
    this.publish({ refusal: null });
  }

  private lineIsBack(): void {
    void this.catchUp();
    void this.outbox.flush();
  }

  /** A blind screen asks for its place in the room again, too. */
  private poll(): void {
    void this.catchUp();
    if (this.line.isBlind) void this.line.join();
  }

  /** One question at a time; what is asked meanwhile is asked right after. */
  private async catchUp(): Promise<void> {
    this.asks += 1;
    if (this.asks > 1) return;
    for (let asked = 0; asked !== this.asks; ) {
      asked = this.asks;
      await this.readAll();
    }
    this.asks = 0;
  }

  /** Loads the session, or the entries that came after those it has. */
  private async readAll(): Promise<void> {
    try {
      if (this.session && !this.isKept) await this.readOn();
      else await this.load();
      this.publish({ failure: null });
    } catch (error) {
      const { problem } = isProblem(error) ? error : networkProblem('unreachable');
      if (problem.status === 0) this.openKept();
      this.publish({ failure: problem });
    }
  }

  private async load(): Promise<void> {
    const session = await call(readSession, { params: { sessionId: this.id } });
    serverTime.sync(session.serverTime);
    this.session = session;
    if (this.isKept || !this.log) this.log = emptyLog(planOf(session.plan));
    this.isKept = false;
    this.take(session.entries);
    this.line.look();
    this.keep();
  }

  /** No line, and nothing loaded: what this phone knew last, with the clinic's clock carried on by its own. */
  private openKept(): void {
    const kept = this.isOwnPhone && !this.session ? keptSession({ personId: this.personId, sessionId: this.id }) : null;
    if (!kept) return;
    serverTime.sync(kept.serverTime + Math.max(0, Date.now() - kept.deviceTime));
    this.session = kept.session;
    this.isKept = true;
    this.log = emptyLog(planOf(kept.session.plan));
    this.take(kept.entries);
  }

  private keep(): void {
    const { session, log, isKept } = this;
    if (!this.isOwnPhone || isKept || !session || !log || isOver(log.state)) return;
    const kept: KeptSession = { session, entries: log.entries.map(jsonOf), serverTime: serverTime.now(), deviceTime: Date.now() };
    keepSession({ personId: this.personId, sessionId: this.id }, kept);
  }

  /** Another companion is on duty: their name and number come with the session. */
  private readPeople(): void {
    this.load().then(
      () => this.publish(),
      () => this.refresh(),
    );
  }

  private async readOn(): Promise<void> {
    const sent = { params: { sessionId: this.id }, query: { after: this.log?.state.seq ?? 0 } };
    const { entries, serverTime: told } = await call(readEntries, sent);
    serverTime.sync(told);
    this.take(entries);
  }

  private take(arrived: readonly LogEntry[]): void {
    if (!this.log) return;
    const before = this.log;
    this.log = takeEntries(before, arrived.map(entryOf));
    if (this.log === before) return;
    serverTime.atLeast(this.log.entries.at(-1)?.recordedAt ?? 0);
    this.line.look();
    if (hasGap(this.log) && !hasGap(before)) void this.catchUp();
    this.keep();
    if (before.state.seq > 0 && before.state.companion !== this.log.state.companion) this.readPeople();
    this.publish();
  }

  /** By socket where there is one, else over HTTP: the same id makes the second way harmless. */
  private async deliver(entry: RecordEntry): Promise<void> {
    const sent = { sessionId: this.id, entry };
    const { entries } = await ask('session.record', sent).catch((error: unknown) => {
      if (error instanceof ProblemError && error.problem.status !== 0) throw error;
      return callOnce(recordEntry, { params: { sessionId: this.id }, body: entry }, entry.id);
    });
    this.take(entries);
  }

  private publish(change: Partial<LiveStatus> = {}): void {
    const { session, log } = this;
    const sight = { isBlind: this.isKept || (this.line?.isBlind ?? false), outgoing: this.outbox?.all ?? [] };
    const view = session && log ? { session, plan: log.plan, entries: log.entries, state: log.state, ...sight } : null;
    this.status = { ...this.status, ...change, view };
    for (const listener of this.listeners) listener();
  }
}
