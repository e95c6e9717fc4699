import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Directory } from '#identity';
import { Outbox, type Tx } from '#platform';
import { handOverDue } from './messages.js';

/** Of a patient who lacks somebody. */
export const UNPAIRED = 'patient-unpaired';

/** What follows when somebody comes to a team. */
@Injectable()
export class EntryFollowing {
  constructor(
    private readonly alerts: AlertsService,
    private readonly directory: Directory,
    private readonly outbox: Outbox,
  ) {}

  async hasLeft(tx: Tx, personId: string): Promise<boolean> {
    return (await this.directory.find(tx, personId))?.isDisabled ?? true;
  }

  /** Whoever was missing is there: the alarm asks for nothing any more. */
  async settle(tx: Tx, gaps: readonly Readonly<{ id: string; closedAt: Date | null }>[]): Promise<void> {
    for (const { id, closedAt } of gaps) if (closedAt) await this.alerts.close(tx, UNPAIRED, id);
  }

  async overlap(tx: Tx, handOverId: string, until: Date): Promise<void> {
    await this.outbox.append(
      tx,
      handOverDue,
      { handOverId },
      { dueAt: until, key: `pairing-hand-over:${handOverId}`, isFirst: true },
    );
  }
}
