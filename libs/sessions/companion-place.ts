import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import type { Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import type { NewEntry } from '#session-engine';
import { LinkRepository } from './link.repository.js';
import type { OpenLog } from './open-log.js';
import { SessionAccess } from './session-access.service.js';
import { SessionLog } from './session-log.service.js';

/** Who comes on duty, and who says so. */
type Place = Readonly<{ caller: Caller; personId: string }>;

/** Puts a companion's place in the calendar, their link and the log in step. */
@Injectable()
export class CompanionPlace {
  constructor(
    private readonly access: SessionAccess,
    private readonly log: SessionLog,
    private readonly scheduling: SchedulingService,
    private readonly links: LinkRepository,
    private readonly signIns: SignInService,
  ) {}

  /** Until the transaction ends nobody else changes who is on duty. @throws `sessions.not-found` */
  open(tx: Tx, sessionId: string): Promise<OpenLog> {
    return this.log.open(tx, sessionId);
  }

  /** @throws `sessions.refused` (fact `reason`), `sessions.session-over`, `scheduling.slot-taken` */
  async take(tx: Tx, log: OpenLog, { caller, personId }: Place): Promise<void> {
    const { id: sessionId, appointmentId, chaperoneId: insteadOf } = log.session;
    const author = this.access.authorOf(caller);
    const at = { happenedAt: log.now, recordedAt: log.now };
    const payload = { personId, insteadOf };
    await this.log.append(tx, log, { id: randomUUID(), type: 'companion-on-duty', payload, ...at, author } as NewEntry, caller);
    await this.scheduling.replaceParty(tx, appointmentId, { part: 'chaperone', from: insteadOf, to: personId });
    await this.links.ensure(tx, sessionId, personId);
    await this.signIns.revokeCapabilities(tx, sessionId, insteadOf);
    tx.later`SELECT hint('access', ${insteadOf}::text)`;
  }
}
