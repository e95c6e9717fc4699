import { Injectable } from '@nestjs/common';

import { CompanionReader } from '#care';
import type { Caller } from '#identity';
import { Database, type Db, type Reader, type Tx } from '#platform';
import { LinkRepository } from './link.repository.js';
import { sessionProblems } from './problems.js';
import { SessionRepository, type SessionRow } from './session.repository.js';
import { SessionAccess } from './session-access.service.js';

/** Who may be put on duty as companion of a session, and by whom. */
@Injectable()
export class CompanionDoor {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly access: SessionAccess,
    private readonly links: LinkRepository,
    private readonly companions: CompanionReader,
  ) {}

  /** The session of a companion's own link, on duty or as long as they come along with the patient. @throws `sessions.not-found` */
  async requireOwn(caller: Caller, sessionId: string, on: Db & Reader = this.database.read): Promise<SessionRow> {
    const isTheirs = caller.role === 'chaperone' && caller.sessionScope === sessionId;
    const link = isTheirs ? await this.links.findOf(on, sessionId, caller.personId) : null;
    const session = link && !link.revokedAt ? await this.sessions.findById(on, sessionId) : null;
    if (!session || !(await this.comesAlong(on, session, caller.personId))) throw sessionProblems.notFound();
    return session;
  }

  /** Whose readiness it is about: a companion's own, and for staff that of whoever is on duty. @throws `sessions.not-found` */
  async requireReadiness(caller: Caller, sessionId: string): Promise<{ session: SessionRow; personId: string }> {
    if (caller.role === 'chaperone') return { session: await this.requireOwn(caller, sessionId), personId: caller.personId };
    const session = await this.access.require(caller, sessionId, 'session');
    return { session, personId: session.chaperoneId };
  }

  /** Companions put themselves on duty, staff anybody who comes along with the patient. @throws `sessions.not-found`, `sessions.no-such-companion` */
  async requireRelief(tx: Tx, caller: Caller, sessionId: string, personId: string): Promise<SessionRow> {
    if (caller.role !== 'chaperone') return this.access.require(caller, sessionId, 'session', tx);
    const session = await this.requireOwn(caller, sessionId, tx);
    if (caller.personId !== personId) throw sessionProblems.noSuchCompanion();
    return session;
  }

  /** @throws `sessions.no-such-companion` for whoever does not come along with the patient */
  async requireNamed(tx: Tx, patientId: string, personId: string): Promise<void> {
    if (!(await this.companions.isNamed(tx, patientId, personId))) throw sessionProblems.noSuchCompanion();
  }

  private async comesAlong(on: Reader, { chaperoneId, patientId }: SessionRow, personId: string): Promise<boolean> {
    return chaperoneId === personId || this.companions.isNamed(on, patientId, personId);
  }
}
