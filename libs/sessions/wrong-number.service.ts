import { Injectable } from '@nestjs/common';

import { ClinicLadder } from '#alerts';
import { Database } from '#platform';
import { LinkTokens } from './link-tokens.js';
import { sessionProblems } from './problems.js';
import { SessionLog } from './session-log.service.js';
import { WrongNumberPeople } from './wrong-number-people.js';

/** What somebody sees before they say whether a link is theirs: too little to tell them about anybody. */
export type Addressee = Readonly<{ firstName: string; clinicName: string }>;

/** A companion's link that has reached somebody else. */
@Injectable()
export class WrongNumberService {
  constructor(
    private readonly database: Database,
    private readonly tokens: LinkTokens,
    private readonly log: SessionLog,
    private readonly people: WrongNumberPeople,
    private readonly ladder: ClinicLadder,
  ) {}

  /** @throws `sessions.link-unknown`, `sessions.link-over` */
  async look(token: string): Promise<Addressee> {
    const { personId } = await this.tokens.open(token);
    return this.people.addressee(personId);
  }

  /**
   * Closes a link that whoever holds it says is not theirs, with everything that was opened by it, and calls the patient's team: a session
   * without a companion holds, and there is still time to find out who it was meant for.
   *
   * @param address from where, for the audit
   * @throws `sessions.link-unknown`, `sessions.link-over`, `sessions.link-in-use` once somebody has arrived by it: no slip of a finger may end that
   */
  async refuse(token: string, address: string): Promise<void> {
    const { linkId, personId, session: found } = await this.tokens.open(token);
    await this.database.transact(async (tx) => {
      const { session, state } = await this.log.open(tx, found.id); // they may have come on duty since the link was opened
      const isInUse = session.chaperoneId === personId && (state.arrivedAt !== undefined || state.dosedAt !== undefined);
      if (isInUse) throw sessionProblems.linkInUse();
      if (!(await this.tokens.revoke(tx, linkId))) throw sessionProblems.linkUnknown();
      await this.people.shutOut(tx, { personId, sessionId: session.id, patientId: session.patientId, address });
      const alert = { kind: 'companion-refused', subjectId: linkId, level: 2, patientId: session.patientId } as const;
      await this.ladder.raise(tx, alert, 'urgent');
    });
  }
}
