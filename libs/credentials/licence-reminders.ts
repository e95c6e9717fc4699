import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { Directory } from '#identity';
import { type Db, Outbox, type Tx } from '#platform';
import { LegalBasisRepository } from './legal-basis.repository.js';
import { LicenceRepository } from './licence.repository.js';
import { basisEnding, basisKey, licenceEnding, licenceKey } from './messages.js';

/** Says in time that a licence, what goes with one, or a basis in law ends: a row for each time, written with it. */
@Injectable()
export class LicenceReminders {
  constructor(
    private readonly licences: LicenceRepository,
    private readonly bases: LegalBasisRepository,
    private readonly care: CareService,
    private readonly directory: Directory,
    private readonly outbox: Outbox,
  ) {}

  async plan(tx: Tx, licenceId: string, lastDay: string): Promise<void> {
    const due = await this.times(tx, lastDay);
    this.outbox.appendFirst(
      tx,
      due.map(({ days, dueAt }) => ({
        ...{ event: licenceEnding, payload: { licenceId, days } },
        ...{ dueAt, key: `${licenceKey(licenceId)}:${days}` },
      })),
    );
  }

  async planBasis(tx: Tx, legalBasisId: string, lastDay: string): Promise<void> {
    const due = await this.times(tx, lastDay);
    this.outbox.appendFirst(
      tx,
      due.map(({ days, dueAt }) => ({
        ...{ event: basisEnding, payload: { legalBasisId, days } },
        ...{ dueAt, key: `${basisKey(legalBasisId)}:${days}` },
      })),
    );
  }

  async stop(tx: Tx, licenceId: string): Promise<void> {
    await this.outbox.void(tx, licenceKey(licenceId));
  }

  async stopBasis(tx: Tx, legalBasisId: string): Promise<void> {
    await this.outbox.void(tx, basisKey(legalBasisId));
  }

  /** Who prescribes by a basis that ends, and is still here; nobody when there is nothing to say: it has ended, or another one goes on from it. */
  async prescribersToTell(db: Db, legalBasisId: string): Promise<readonly string[]> {
    const found = await this.bases.findUnrenewed(db, legalBasisId);
    if (!found) return [];
    const prescribers = (await this.directory.clinicians(db)).filter(
      ({ role, isDisabled }) => !isDisabled && role !== 'therapist',
    );
    return prescribers.map(({ id }) => id).filter((id) => found.prescriberId === null || id === found.prescriberId);
  }

  /** Whose licence ends; null when there is nothing to say: it is renewed, has ended, or whoever had it has left. */
  async holderToTell(db: Db, licenceId: string): Promise<string | null> {
    const holderId = await this.licences.findUnrenewed(db, licenceId);
    const holder = holderId && (await this.directory.find(db, holderId));
    return holder && !holder.isDisabled ? holder.id : null;
  }

  private async times(tx: Tx, lastDay: string): Promise<{ days: number; dueAt: Date }[]> {
    return this.licences.reminders(tx, lastDay, (await this.care.settings(tx)).zone);
  }
}
