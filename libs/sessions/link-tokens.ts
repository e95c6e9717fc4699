import { Injectable } from '@nestjs/common';

import { CompanionReader } from '#care';
import { Database, type Db, SealedFields, type Tx } from '#platform';
import { isOverForChaperone } from './domain/aftercare.js';
import { LinkRepository } from './link.repository.js';
import { sessionProblems } from './problems.js';
import { SessionRepository, type SessionRow } from './session.repository.js';

const PURPOSE = 'chaperone-link';

/** The tokens of chaperone links, and what each opens. */
@Injectable()
export class LinkTokens {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly links: LinkRepository,
    private readonly sealed: SealedFields,
    private readonly companions: CompanionReader,
  ) {}

  /** @throws `sessions.not-found` */
  async of(db: Db, sessionId: string, personId: string): Promise<string> {
    const link = await this.links.findOf(db, sessionId, personId);
    if (!link) throw sessionProblems.notFound();
    return this.sealed.token(PURPOSE, link.id);
  }

  sessionOf(db: Db, appointmentId: string): Promise<string | null> {
    return this.sessions.findIdByAppointment(db, appointmentId);
  }

  /** @returns false for a link that was taken back before */
  revoke(tx: Tx, linkId: string): Promise<boolean> {
    return this.links.revoke(tx, linkId);
  }

  /** Whether somebody had a link to the session that was taken back. */
  async isTakenBack(db: Db, sessionId: string, personId: string): Promise<boolean> {
    return ((await this.links.findOf(db, sessionId, personId))?.revokedAt ?? null) !== null;
  }

  async onDuty(db: Db, sessionId: string): Promise<string | null> {
    return (await this.sessions.findById(db, sessionId))?.chaperoneId ?? null;
  }

  /** @throws `sessions.link-unknown`, also for whoever does not come along with the patient any more; `sessions.link-over` */
  async open(token: string): Promise<{ linkId: string; personId: string; session: SessionRow }> {
    const linkId = this.sealed.verifyToken(PURPOSE, token);
    const link = linkId && (await this.links.findById(this.database.read, linkId));
    if (!link || link.revokedAt) throw sessionProblems.linkUnknown();
    const session = await this.sessions.findById(this.database.read, link.sessionId);
    const now = await this.database.sql<{ now: Date }>`SELECT app_now() AS now`;
    if (!session || isOverForChaperone(session, now[0]!.now.getTime())) throw sessionProblems.linkOver();
    const isOnDuty = session.chaperoneId === link.personId;
    if (!isOnDuty && !(await this.companions.isNamed(this.database.read, session.patientId, link.personId)))
      throw sessionProblems.linkUnknown();
    return { linkId: link.id, personId: link.personId, session };
  }
}
