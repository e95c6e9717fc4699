import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { SessionRepository } from './session.repository.js';

/** Booked sessions follow the protocol that was signed last, until somebody writes into them. */
@Injectable()
export class SessionPlans {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly protocols: ProtocolsService,
    private readonly audit: Audit,
  ) {}

  /** Another version of the patient's protocol holds. */
  async follow(tx: Tx, patientId: string): Promise<void> {
    const plan = await this.protocols.planNow(tx, patientId);
    if (!plan) return;
    const replanned = await this.sessions.replan(tx, patientId, plan);
    for (const objectId of replanned)
      await this.audit.record(tx, null, { action: 'replan', objectType: 'dosing-session', objectId, subjectPersonId: patientId });
  }
}
