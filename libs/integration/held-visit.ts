import { Injectable } from '@nestjs/common';

import { AftercareWatch } from '#aftercare';
import type { Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { SchedulingService } from '#scheduling';
import { SessionsService } from '#sessions';
import type { Visit } from './visit.repository.js';

/** What a visit that took place settles: its appointment, the question of that morning, and the lock of the next dose. */
@Injectable()
export class HeldVisit {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly sessions: SessionsService,
    private readonly protocols: ProtocolsService,
    private readonly aftercare: AftercareWatch,
  ) {}

  async settle(tx: Tx, { appointmentId, sessionId }: Pick<Visit, 'appointmentId' | 'sessionId'>): Promise<void> {
    await this.scheduling.complete(tx, appointmentId);
    await this.aftercare.visited(tx, sessionId);
    await this.protocols.unlockAfter(tx, await this.sessions.doseLineOf(tx, sessionId));
  }
}
