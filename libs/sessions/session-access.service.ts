import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { Caller } from '#identity';
import { MINUTE, Problem } from '#kernel';
import { Database, type Tx } from '#platform';
import type { AuthorRole } from '#session-engine';
import { sessionProblems } from './problems.js';
import { SessionRepository, type SessionRow } from './session.repository.js';

const AUTHORS: ReadonlySet<string> = new Set<AuthorRole>(['patient', 'chaperone', 'therapist', 'prescriber', 'physician']);

/** A locked screen may lose its line for so long and still come back to its alarms. */
const LOCKED_REACH_MS = 5 * MINUTE;

const isPatientOf = (caller: Caller, session: Pick<SessionRow, 'patientId'>) => caller.personId === session.patientId;

/** Who may open a session: its chaperone through a sign-in for it alone, everybody else through the patient's care. */
@Injectable()
export class SessionAccess {
  constructor(
    private readonly care: CareService,
    private readonly sessions: SessionRepository,
    private readonly database: Database,
  ) {}

  /**
   * @param tx the transaction that the caller is in, if there is one
   * @throws `sessions.not-found` for a session that is not there, and for one that the caller may not know of
   */
  async require(caller: Caller, sessionId: string, tx?: Tx): Promise<SessionRow> {
    const session = await this.sessions.findById(tx ?? this.database.read, sessionId);
    if (!session) throw sessionProblems.notFound();
    await this.requireTo(caller, session, tx);
    return session;
  }

  /** The same for a session that was read already. */
  async requireTo(caller: Caller, session: Pick<SessionRow, 'id' | 'patientId' | 'chaperoneId'>, tx?: Tx): Promise<void> {
    if (caller.sessionScope !== null) {
      const isTheirs =
        caller.personId === session.chaperoneId || (caller.assurance === 'capability' && isPatientOf(caller, session));
      if (caller.sessionScope === session.id && isTheirs) return;
      throw sessionProblems.notFound();
    }
    if (caller.assurance === 'locked') await this.requireWatching(caller, session.id);
    await this.care.requireAccess(caller, session.patientId, tx).catch((error: unknown) => {
      throw error instanceof Problem && error.kind === 'not-found' ? sessionProblems.notFound({}, { cause: error }) : error;
    });
  }

  /** Behind a locked screen the sessions go on that were watched when it was locked, so that their alarms sound; no other opens. */
  private async requireWatching({ personId }: Caller, sessionId: string): Promise<void> {
    const sinceMs = await this.sessions.sinceSeenMs(this.database, sessionId, [personId]);
    if (sinceMs === null || sinceMs > LOCKED_REACH_MS) throw sessionProblems.notFound();
  }

  /** The part in which the caller writes into a log. @throws `sessions.not-found` for roles without one */
  authorOf(caller: Caller): { personId: string; role: AuthorRole } {
    if (!AUTHORS.has(caller.role)) throw sessionProblems.notFound();
    return { personId: caller.personId, role: caller.role as AuthorRole };
  }
}
