import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { IdentityService, SignInService } from '#identity';
import { Database, type Db } from '#platform';
import { LinkTokens } from './link-tokens.js';

/** A session, its aftercare and a night; the link itself dies with the session. */
const SIGN_IN_HOURS = 24;

export type Exchanged = Readonly<{
  signInToken: string;
  sessionId: string;
  displayName: string;
  patientFirstName: string;
  isOnDuty: boolean;
}>;

/** The link that opens one session to its chaperone, without an account. */
@Injectable()
export class ChaperoneLinkService {
  constructor(
    private readonly database: Database,
    private readonly tokens: LinkTokens,
    private readonly identity: IdentityService,
    private readonly signIns: SignInService,
    private readonly audit: Audit,
  ) {}

  /** The page that somebody's own link opens; the token stands behind the `#`, so that it reaches no log. @throws `sessions.not-found` */
  async path(db: Db, sessionId: string, personId: string): Promise<string> {
    return `/chaperone#${await this.tokens.of(db, sessionId, personId)}`;
  }

  /** The same of whoever is on duty. @throws `sessions.not-found` */
  async pathOnDuty(db: Db, sessionId: string): Promise<string> {
    return this.path(db, sessionId, (await this.tokens.onDuty(db, sessionId))!);
  }

  /** Whether somebody's link was taken back: whoever has its number said that they are not the one, and is to hear nothing more. */
  isTakenBack(db: Db, sessionId: string, personId: string): Promise<boolean> {
    return this.tokens.isTakenBack(db, sessionId, personId);
  }

  /** Whether somebody is the companion on duty of a session. */
  async isOnDuty(db: Db, sessionId: string, personId: string): Promise<boolean> {
    return (await this.tokens.onDuty(db, sessionId)) === personId;
  }

  /** The session of a dosing appointment; null for any other. */
  sessionOf(db: Db, appointmentId: string): Promise<string | null> {
    return this.tokens.sessionOf(db, appointmentId);
  }

  /**
   * Turns a link's token into a sign-in for its one session.
   *
   * @param address from where, for the audit
   * @throws `sessions.link-unknown` for a token that was not made here or was revoked, `sessions.link-over` once the session was called off, and a day after its end
   */
  async exchange(token: string, address: string): Promise<Exchanged> {
    const { personId, session } = await this.tokens.open(token);
    const people = await this.identity.people(this.database.read, [personId, session.patientId]);
    const signInToken = await this.database.transact(async (tx) => {
      const act = { action: 'open-link', objectType: 'dosing-session', objectId: session.id, subjectPersonId: session.patientId };
      await this.audit.record(tx, { personId, role: 'chaperone', address }, act);
      return this.signIns.open(tx, personId, session.id, SIGN_IN_HOURS);
    });
    return {
      signInToken,
      sessionId: session.id,
      isOnDuty: session.chaperoneId === personId,
      displayName: people.get(personId)!.displayName,
      patientFirstName: people.get(session.patientId)!.displayName.split(' ')[0]!,
    };
  }
}
