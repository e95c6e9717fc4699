import { Injectable } from '@nestjs/common';

import { CareService, type Scope } from '#care';
import type { Caller } from '#identity';
import { MINUTE, Problem } from '#kernel';
import { Database, type Tx } from '#platform';
import type { AuthorRole } from '#session-engine';
import { sessionProblems } from './problems.js';
import { type SessionPeople, SessionRepository, type SessionRow } from './session.repository.js';

const AUTHORS: ReadonlySet<string> = new Set<AuthorRole>(['patient', 'chaperone', 'therapist', 'prescriber', 'physician']);

/** A locked screen may lose its line for so long and still come back to its alarms. */
const LOCKED_REACH_MS = 5 * MINUTE;

const isStillOnDuty = ({ role, sessionScope, personId }: Caller, onDuty: ReadonlyMap<string, string>) =>
  role !== 'chaperone' || onDuty.get(sessionScope!) === personId;
const isPatientOf = (caller: Caller, session: Pick<SessionPeople, 'patientId'>) => caller.personId === session.patientId;

type Whom = SessionPeople & Readonly<{ chaperoneId?: string }>;

/** Somebody who was let into a session of a patient. */
export type Viewer = Readonly<{ caller: Caller; patientId: string }>;

/** Who may open a session: its chaperone through a sign-in for it alone, everybody else through the patient's care. */
@Injectable()
export class SessionAccess {
  constructor(
    private readonly care: CareService,
    private readonly sessions: SessionRepository,
    private readonly database: Database,
  ) {}

  /**
   * @param scope what the caller wants of it
   * @param tx    the transaction that the caller is in, if there is one
   * @throws `sessions.not-found` for a session that is not there, and for one that the caller may not know of
   */
  async require(caller: Caller, sessionId: string, scope: Scope, tx?: Tx): Promise<SessionRow> {
    const session = await this.sessions.findById(tx ?? this.database.read, sessionId);
    if (!session) throw sessionProblems.notFound();
    await this.requireTo(caller, session, scope, tx);
    return session;
  }

  /** The same where nothing more of the session is wanted than whom it is about. */
  async requireTie(caller: Caller, sessionId: string, scope: Scope): Promise<SessionPeople> {
    if (caller.sessionScope !== null) return this.require(caller, sessionId, scope);
    const people = await this.sessions.findPeople(sessionId);
    if (!people) throw sessionProblems.notFound();
    await this.requireTo(caller, people, scope);
    return people;
  }

  /** The same for a session that was read already. @throws `sessions.off-duty` for a companion of it who is not the one on duty */
  async requireTo(caller: Caller, session: Whom, scope: Scope, tx?: Tx): Promise<void> {
    if (caller.sessionScope !== null) {
      if (scope !== 'session' || caller.sessionScope !== session.id) throw sessionProblems.notFound();
      if (caller.personId === session.chaperoneId || (caller.assurance === 'capability' && isPatientOf(caller, session))) return;
      throw caller.role === 'chaperone' ? sessionProblems.offDuty() : sessionProblems.notFound();
    }
    if (caller.assurance === 'locked') await this.requireWatching(caller, session.id);
    await this.care.requireAccess(caller, session.patientId, scope, tx).catch((error: unknown) => {
      throw error instanceof Problem && error.kind === 'not-found' ? sessionProblems.notFound({}, { cause: error }) : error;
    });
  }

  /** Behind a locked screen the sessions go on that were watched when it was locked, so that their alarms sound; no other opens. */
  private async requireWatching({ personId }: Caller, sessionId: string): Promise<void> {
    const sinceMs = await this.sessions.sinceSeenMs(this.database, sessionId, [personId]);
    if (sinceMs === null || sinceMs > LOCKED_REACH_MS) throw sessionProblems.notFound();
  }

  /** The same for many at once who were let in before. A companion's sign-in is good while they are on duty, a patient's while it lasts. */
  async stillOpenTo(viewers: readonly Viewer[]): Promise<boolean[]> {
    const asks = viewers.filter(({ caller }) => caller.sessionScope === null);
    const answers = await this.care.stillMay(asks, 'session');
    const isOpen = new Map(asks.map((viewer, i) => [viewer, answers[i]!]));
    const sessionIds = viewers.flatMap(({ caller }) => (caller.role === 'chaperone' ? (caller.sessionScope ?? []) : []));
    const onDuty = sessionIds.length ? await this.sessions.findOnDuty(sessionIds) : new Map<string, string>();
    return viewers.map((viewer) => isOpen.get(viewer) ?? isStillOnDuty(viewer.caller, onDuty));
  }

  /** The part in which the caller writes into a log. @throws `sessions.not-found` for roles without one */
  authorOf(caller: Caller): { personId: string; role: AuthorRole } {
    if (!AUTHORS.has(caller.role)) throw sessionProblems.notFound();
    return { personId: caller.personId, role: caller.role as AuthorRole };
  }
}
