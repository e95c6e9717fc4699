import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { Directory } from '#identity';
import { type Db, Outbox, type Tx } from '#platform';
import { LicenceRepository } from './licence.repository.js';
import { licenceEnding, licenceKey } from './messages.js';

/** Says in time that a licence ends: a row for each time, written with the licence. */
@Injectable()
export class LicenceReminders {
  constructor(
    private readonly licences: LicenceRepository,
    private readonly care: CareService,
    private readonly directory: Directory,
    private readonly outbox: Outbox,
  ) {}

  async plan(tx: Tx, licenceId: string, lastDay: string): Promise<void> {
    const { zone } = await this.care.settings(tx);
    const due = await this.licences.reminders(tx, lastDay, zone);
    this.outbox.appendFirst(
      tx,
      due.map(({ days, dueAt }) => ({
        ...{ event: licenceEnding, payload: { licenceId, days } },
        ...{ dueAt, key: `${licenceKey(licenceId)}:${days}` },
      })),
    );
  }

  async stop(tx: Tx, licenceId: string): Promise<void> {
    await this.outbox.void(tx, licenceKey(licenceId));
  }

  /** Whose licence ends; null when there is nothing to say: it is renewed, has ended, or whoever had it has left. */
  async holderToTell(db: Db, licenceId: string): Promise<string | null> {
    const holderId = await this.licences.findUnrenewed(db, licenceId);
    const holder = holderId && (await this.directory.find(db, holderId));
    return holder && !holder.isDisabled ? holder.id : null;
  }
}
