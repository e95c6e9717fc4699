import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { GateService, type WhyTakenBack } from './gate.service.js';
import { releaseTakenBack } from './messages.js';
import { SessionRepository, type SessionRow } from './session.repository.js';

/** A pause does not wait for the next session: what is in the patient's hand, and not taken yet, is taken back. */
@Injectable()
export class PausedReleases {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly gate: GateService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The course of a patient has been paused, their protocol signed anew, or they have taken their consent back. Those in the session see it at
   * once; the patient and whoever is with them are told, too.
   */
  async takeBack(tx: Tx, patientId: string, why: WhyTakenBack = 'paused'): Promise<void> {
    for (const sessionId of await this.sessions.findReleased(tx, patientId))
      if (await this.gate.takeBack(tx, sessionId, why)) await this.outbox.append(tx, releaseTakenBack, { sessionId });
  }

  /** Whom to tell that a dose is not released any more; null once it is again, or the session is over. */
  async toTell(tx: Tx, sessionId: string): Promise<Pick<SessionRow, 'patientId' | 'chaperoneId'> | null> {
    return (await this.sessions.isUndecided(tx, sessionId)) ? this.sessions.findById(tx, sessionId) : null;
  }
}
