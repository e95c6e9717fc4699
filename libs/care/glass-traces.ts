import { Injectable } from '@nestjs/common';

import { Audit, type Purpose } from '#audit';
import type { Caller } from '#identity';
import { HOUR } from '#kernel';
import { Outbox, type Tx } from '#platform';
import type { Glass } from './glass.repository.js';
import { glassBroken, glassReviewKey, glassReviewOverdue } from './messages.js';

/** By when somebody else has to have looked at it. Source: docs/security.md. */
export const REVIEW_WITHIN_MS = 72 * HOUR;

type About = Readonly<{ grantId: string; patientId: string; reason?: string; purpose?: Purpose }>;

/** What an emergency leaves behind: rows of the audit, and whoever is told. */
@Injectable()
export class GlassTraces {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  async missed(tx: Tx, caller: Caller): Promise<null> {
    await this.audit.record(tx, caller, {
      action: 'break-glass-missed',
      objectType: 'break-glass-grant',
      purpose: 'break-glass',
    });
    return null;
  }

  async opened(tx: Tx, caller: Caller, { id: grantId, patientId, reason, openedAt }: Glass): Promise<void> {
    const dueAt = new Date(openedAt.getTime() + REVIEW_WITHIN_MS);
    await this.outbox.append(tx, glassBroken, { grantId });
    await this.outbox.append(tx, glassReviewOverdue, { grantId }, { dueAt, key: glassReviewKey(grantId) });
    await this.record(tx, caller, 'break-glass', { grantId, patientId, reason });
  }

  /** It was open already: whoever asks once more is told whose it is. */
  found(tx: Tx, caller: Caller, { id: grantId, patientId }: Glass): Promise<void> {
    return this.record(tx, caller, 'read-break-glass', { grantId, patientId });
  }

  /** Before openings are shown: whose records they are of. */
  async listed(caller: Caller, action: string, glasses: readonly Glass[], purpose: Purpose): Promise<void> {
    const patientIds = glasses.map(({ patientId }) => patientId);
    await this.audit.recordList(caller, { action, objectType: 'break-glass-grant', purpose }, patientIds);
  }

  /** Before a patient is told who opened their record, or that nobody did. */
  async told(caller: Caller, patientId: string): Promise<void> {
    await this.audit.recordList(caller, { action: 'list-emergency-access', objectType: 'break-glass-grant' }, [patientId]);
  }

  closed(tx: Tx, caller: Caller, grantId: string, patientId: string): Promise<void> {
    return this.record(tx, caller, 'end-break-glass', { grantId, patientId });
  }

  async reviewed(tx: Tx, caller: Caller, { id: grantId, patientId }: Glass, outcome: string): Promise<void> {
    await this.outbox.void(tx, glassReviewKey(grantId));
    await this.record(tx, caller, 'review-break-glass', { grantId, patientId, reason: outcome, purpose: 'oversight' });
  }

  private record(tx: Tx, caller: Caller, action: string, about: About): Promise<void> {
    const { grantId: objectId, patientId: subjectPersonId, reason, purpose = 'break-glass' } = about;
    const act = { action, objectType: 'break-glass-grant', objectId, subjectPersonId, purpose, ...(reason && { reason }) };
    return this.audit.record(tx, caller, act);
  }
}
