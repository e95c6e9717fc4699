import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import { HOUR } from '#kernel';
import { Outbox, type Tx } from '#platform';
import type { Glass } from './glass.repository.js';
import { glassBroken, glassReviewKey, glassReviewOverdue } from './messages.js';

/** By when somebody else has to have looked at it. Source: promises.md §4.9. */
export const REVIEW_WITHIN_MS = 72 * HOUR;

/** What an emergency leaves behind: rows of the audit, and whoever is told. */
@Injectable()
export class GlassTraces {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  async missed(tx: Tx, caller: Caller): Promise<null> {
    await this.audit.record(tx, caller, { action: 'break-glass-missed', objectType: 'break-glass-grant' });
    return null;
  }

  async opened(tx: Tx, caller: Caller, { id: grantId, patientId, reason, openedAt }: Glass): Promise<void> {
    const dueAt = new Date(openedAt.getTime() + REVIEW_WITHIN_MS);
    await this.outbox.append(tx, glassBroken, { grantId });
    await this.outbox.append(tx, glassReviewOverdue, { grantId }, { dueAt, key: glassReviewKey(grantId) });
    await this.record(tx, caller, 'break-glass', { grantId, patientId, reason });
  }

  closed(tx: Tx, caller: Caller, grantId: string, patientId: string): Promise<void> {
    return this.record(tx, caller, 'end-break-glass', { grantId, patientId });
  }

  async reviewed(tx: Tx, caller: Caller, { id: grantId, patientId }: Glass, outcome: string): Promise<void> {
    await this.outbox.void(tx, glassReviewKey(grantId));
    await this.record(tx, caller, 'review-break-glass', { grantId, patientId, reason: outcome });
  }

  private record(tx: Tx, caller: Caller, action: string, about: { grantId: string; patientId: string; reason?: string }) {
    const { grantId: objectId, patientId: subjectPersonId, reason } = about;
    const act = { action, objectType: 'break-glass-grant', objectId, subjectPersonId, ...(reason && { reason }) };
    return this.audit.record(tx, caller, act);
  }
}
