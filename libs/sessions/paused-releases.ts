import { Injectable } from '@nestjs/common';

import { Outbox, type Reader, type Tx } from '#platform';
import { GateService } from './gate.service.js';
import { releaseTakenBack } from './messages.js';
import { type SessionPeople, SessionRepository } from './session.repository.js';

/** A pause does not wait for the next session: what is in the patient's hand, and not taken yet, is taken back. */
@Injectable()
export class PausedReleases {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly gate: GateService,
    private readonly outbox: Outbox,
  ) {}

  /** The course of a patient has been paused. Those in the session see it at once; the patient and whoever is with them are told, too. */
  async takeBack(tx: Tx, patientId: string): Promise<void> {
    for (const sessionId of await this.sessions.findReleased(tx, patientId)) {
      await this.gate.takeBack(tx, sessionId);
      await this.outbox.append(tx, releaseTakenBack, { sessionId });
    }
  }

  /** Whom to tell that a dose is not released any more; null once it is again, or the session is over. */
  async toTell(on: Reader, sessionId: string): Promise<SessionPeople | null> {
    return (await this.sessions.isUndecided(on, sessionId)) ? this.sessions.findPeople(sessionId) : null;
  }
}
