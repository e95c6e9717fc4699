import { Injectable } from '@nestjs/common';

import { IdentityService, SignInService } from '#identity';
import { Database, type Db, SealedFields } from '#platform';
import { isOverForChaperone } from './domain/aftercare.js';
import { sessionProblems } from './problems.js';
import { SessionRepository } from './session.repository.js';

const PURPOSE = 'chaperone-link';
/** A session, its aftercare and a night; the link itself dies with the session. */
const SIGN_IN_HOURS = 24;

export type Exchanged = Readonly<{ signInToken: string; sessionId: string; displayName: string; patientFirstName: string }>;

/** The link that opens one session to its chaperone, without an account. */
@Injectable()
export class ChaperoneLinkService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly identity: IdentityService,
    private readonly signIns: SignInService,
    private readonly sealed: SealedFields,
  ) {}

  /** The page that the link opens; the token stands behind the `#`, so that it reaches no log. */
  async path(db: Db, sessionId: string): Promise<string> {
    const link = await this.sessions.findLink(db, { sessionId });
    if (!link) throw sessionProblems.notFound();
    return `/chaperone#${this.sealed.token(PURPOSE, link.id)}`;
  }

  /** The session of a dosing appointment; null for any other. */
  sessionOf(db: Db, appointmentId: string): Promise<string | null> {
    return this.sessions.findIdByAppointment(db, appointmentId);
  }

  /**
   * Turns a link's token into a sign-in for its one session.
   *
   * @throws `sessions.link-unknown` for a token that was not made here or was revoked, `sessions.link-over` once the session was called off, and a day after its end
   */
  async exchange(token: string): Promise<Exchanged> {
    const linkId = this.sealed.verifyToken(PURPOSE, token);
    const link = linkId && (await this.sessions.findLink(this.database.read, { id: linkId }));
    if (!link || link.revokedAt) throw sessionProblems.linkUnknown();
    const session = await this.sessions.findById(this.database.read, link.sessionId);
    const now = await this.database.sql<{ now: Date }>`SELECT app_now() AS now`;
    if (!session || isOverForChaperone(session, now[0]!.now.getTime())) throw sessionProblems.linkOver();
    const people = await this.identity.people(this.database.read, [link.personId, session.patientId]);
    const signInToken = await this.database.transact((tx) => this.signIns.open(tx, link.personId, session.id, SIGN_IN_HOURS));
    return {
      signInToken,
      sessionId: session.id,
      displayName: people.get(link.personId)!.displayName,
      patientFirstName: people.get(session.patientId)!.displayName.split(' ')[0]!,
    };
  }
}
