import { Injectable } from '@nestjs/common';

import { ClinicLadder } from '#alerts';
import { type Db, Outbox, type Tx } from '#platform';
import { hasLeftThePharmacy } from './domain/lifecycle.js';
import { lotRecalled } from './messages.js';
import { type Holding, RecallRepository } from './recall.repository.js';

/** Whom a recall is to be told: patients, and their teams. */
@Injectable()
export class RecallNotices {
  constructor(
    private readonly ladder: ClinicLadder,
    private readonly outbox: Outbox,
    private readonly recalls: RecallRepository,
  ) {}

  /** A message to each patient to whom some of it was sent, and an alert to each team of one who has some left. */
  async write(tx: Tx, holdings: readonly Holding[]): Promise<void> {
    const sent = holdings.filter(({ state }) => hasLeftThePharmacy(state));
    for (const { dispenseId, patientId, onHandUnits, state } of sent) {
      await this.outbox.append(tx, lotRecalled, { dispenseId });
      if (onHandUnits === 0 && state !== 'shipped') continue;
      const alert = { kind: 'supply-recalled', subjectId: dispenseId, level: 2, patientId } as const;
      await this.ladder.raise(tx, alert, 'same-day');
    }
  }

  patientToTell(db: Db, dispenseId: string): Promise<string | null> {
    return this.recalls.holderOf(db, dispenseId);
  }
}
