import { Injectable } from '@nestjs/common';

import { Audit, type AuditedAct } from '#audit';
import type { Scope } from '#care';
import type { Caller } from '#identity';
import type { Sql } from '#platform';
import type { Entry } from '#session-engine';
import { LogRepository } from './log.repository.js';
import type { WrittenHandler } from './log-memory.js';
import type { SessionRow } from './session.repository.js';
import { SessionAccess, type Viewer } from './session-access.service.js';

export type CaughtUp = Readonly<{ entries: Entry[]; lastSeq: number; now: Date; patientId: string }>;

/** Reads one session for the people in it. Joining and leaving are what is audited; the entries between are part of it. */
@Injectable()
export class SessionReading {
  constructor(
    private readonly access: SessionAccess,
    private readonly logs: LogRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws `sessions.not-found` */
  async open(caller: Caller, sessionId: string): Promise<{ session: SessionRow; entries: Entry[]; now: Date }> {
    const session = await this.access.require(caller, sessionId, 'session');
    const log = await this.record(caller, 'open', session, (sql) => this.logs.findAfterNow(sessionId, 0, { sql }));
    return { session, ...log };
  }

  /** The same for a screen that has the entries up to `after`. @throws `sessions.not-found` */
  async join(caller: Caller, sessionId: string, after: number): Promise<CaughtUp> {
    return this.readAfter(caller, 'open', sessionId, after);
  }

  /** A screen that had joined is gone. */
  async left(caller: Caller, sessionId: string, patientId: string): Promise<void> {
    await this.audit.recordRead(caller, actOf('leave', { id: sessionId, patientId }));
  }

  /** Entries after a seq, for a screen that has joined before. @throws `sessions.not-found` */
  async catchUp(caller: Caller, sessionId: string, after: number): Promise<CaughtUp> {
    return this.readAfter(caller, 'catch-up', sessionId, after);
  }

  private async readAfter(caller: Caller, action: string, sessionId: string, after: number): Promise<CaughtUp> {
    const people = await this.access.requireTie(caller, sessionId, 'session');
    const { entries, now } = await this.record(caller, action, people, (sql) =>
      this.logs.findAfterNow(sessionId, after, { sql }),
    );
    return { entries, lastSeq: entries.at(-1)?.seq ?? after, now, patientId: people.patientId };
  }

  /** Whose session it is, for whoever may do of it what `scope` says. @throws `sessions.not-found` */
  async requirePatient(caller: Caller, sessionId: string, scope: Scope): Promise<string> {
    return (await this.access.requireTie(caller, sessionId, scope)).patientId;
  }

  /**
   * Whether each viewer who was let in may still see their session, as `require` would judge now: one statement, however many they are.
   * Throws when nobody could look: that is no answer.
   */
  stillOpenTo(viewers: readonly Viewer[]): Promise<boolean[]> {
    return this.access.stillOpenTo(viewers);
  }

  /** Calls `handler` with entries that this process has just committed. */
  onWritten(handler: WrittenHandler): void {
    this.logs.onWritten(handler);
  }

  /** Entries after a seq for sockets whose access was checked when they joined. */
  entriesAfter(sessionId: string, after: number): Promise<Entry[]> {
    return this.logs.findAfter(sessionId, after);
  }

  private record<T>(caller: Caller, action: string, of: Seen, read: (sql: Sql) => Promise<T>): Promise<T> {
    return this.audit.readRecorded(caller, actOf(action, of), read);
  }
}

type Seen = Readonly<{ id: string; patientId: string }>;
const actOf = (action: string, { id, patientId }: Seen): AuditedAct => ({
  action,
  objectType: 'dosing-session',
  objectId: id,
  subjectPersonId: patientId,
});
