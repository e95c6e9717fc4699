import { Injectable } from '@nestjs/common';

import type { Entry, SessionPlan, SessionState } from '#session-engine';

const SESSIONS = 1_000;

/** @param entries rising, without a gap */
export type WrittenHandler = (sessionId: string, entries: readonly Entry[]) => void;
/** A session's frozen plan, and what its log meant at `state.seq`. */
export type KnownLog = Readonly<{ plan: SessionPlan; state: SessionState }>;

/**
 * What this process last knew of some logs. A log only grows and a plan never changes, so what was committed stays true: whoever
 * writes next reads the entries after it, and nothing else. Holds committed entries only, and forgets the sessions that were longest quiet.
 */
@Injectable()
export class LogMemory {
  private readonly logs = new Map<string, KnownLog>();
  private readonly handlers: WrittenHandler[] = [];

  /**
   * What a log meant at or before `lastSeq`, the last seq that its database has. A database that was put back, or whose successor
   * never had all of it, has fewer entries than were written to it; then nothing that is known of the log counts.
   */
  of(sessionId: string, lastSeq: number): KnownLog | undefined {
    if ((this.logs.get(sessionId)?.state.seq ?? 0) > lastSeq) this.logs.delete(sessionId);
    return this.logs.get(sessionId);
  }

  /** Hears of what this process has written, sooner than by a hint; what others write, and what the sweep writes, is not told here. */
  onWritten(handler: WrittenHandler): void {
    this.handlers.push(handler);
  }

  /** Only after the commit. */
  written(sessionId: string, log: KnownLog, entries: readonly Entry[]): void {
    this.keep(sessionId, log);
    for (const handler of this.handlers) handler(sessionId, entries);
  }

  private keep(sessionId: string, { plan, state }: KnownLog): void {
    if ((this.logs.get(sessionId)?.state.seq ?? 0) > state.seq) return;
    this.logs.delete(sessionId);
    this.logs.set(sessionId, { plan, state });
    const [longestQuiet] = this.logs.keys();
    if (this.logs.size > SESSIONS) this.logs.delete(longestQuiet!);
  }
}
