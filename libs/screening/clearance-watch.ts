import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { IdentityService } from '#identity';
import { Outbox, type Tx } from '#platform';
import { CaseRepository } from './case.repository.js';
import { ClearanceRepository } from './clearance.repository.js';
import { clearanceDue, clearanceKey } from './messages.js';

const OVERDUE = 'clearance-overdue';

/** That an answer which does not come is missed by somebody. */
@Injectable()
export class ClearanceWatch {
  constructor(
    private readonly clearances: ClearanceRepository,
    private readonly cases: CaseRepository,
    private readonly alerts: AlertsService,
    private readonly identity: IdentityService,
    private readonly outbox: Outbox,
  ) {}

  async expect(tx: Tx, clearanceId: string, dueAt: Date): Promise<void> {
    await this.outbox.append(tx, clearanceDue, { clearanceId }, { dueAt, key: clearanceKey(clearanceId), isFirst: true });
  }

  async settle(tx: Tx, clearanceId: string): Promise<void> {
    await this.outbox.void(tx, clearanceKey(clearanceId));
    await this.alerts.close(tx, OVERDUE, clearanceId);
  }

  /** @returns who is to be told: the owner of the case and the admins; nobody when it came meanwhile */
  async overdue(tx: Tx, clearanceId: string): Promise<string[]> {
    const row = await this.clearances.hold(tx, clearanceId);
    if (row?.state !== 'asked') return [];
    await this.alerts.raise(tx, { kind: OVERDUE, subjectId: clearanceId, level: 1, patientId: row.patientId });
    const found = await this.cases.findById(tx, row.caseId);
    const admins = await this.identity.peopleWithRole(tx, 'admin');
    return [...new Set([found!.ownerId, ...admins.map(({ id }) => id)])];
  }
}
