import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { LicenceReminders } from './licence-reminders.js';
import { REGISTERS_KEY, registersChanged } from './messages.js';

/** What follows from a change of a register, in its transaction: reminders of its end, and that all that is booked is judged anew. */
@Injectable()
export class RegisterChanges {
  constructor(
    private readonly reminders: LicenceReminders,
    private readonly outbox: Outbox,
  ) {}

  /** @param lastDay as `2026-11-29` */
  async licenceEntered(tx: Tx, licenceId: string, lastDay: string): Promise<void> {
    await this.reminders.plan(tx, licenceId, lastDay);
    await this.changed(tx);
  }

  async licenceEnded(tx: Tx, licenceId: string): Promise<void> {
    await this.reminders.stop(tx, licenceId);
    await this.changed(tx);
  }

  /** @param lastDay as `2026-11-29` */
  async basisRecorded(tx: Tx, legalBasisId: string, lastDay: string): Promise<void> {
    await this.reminders.planBasis(tx, legalBasisId, lastDay);
    await this.changed(tx);
  }

  async basisEnded(tx: Tx, legalBasisId: string): Promise<void> {
    await this.reminders.stopBasis(tx, legalBasisId);
    await this.changed(tx);
  }

  /** Several changes that come before anybody has looked are one. */
  async changed(tx: Tx): Promise<void> {
    await this.outbox.append(tx, registersChanged, {}, { key: REGISTERS_KEY });
  }
}
