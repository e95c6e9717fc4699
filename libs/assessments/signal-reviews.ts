import { Injectable } from '@nestjs/common';

import type { Db, Tx } from '#platform';
import { assessmentProblems } from './problems.js';
import { SignalRepository } from './signal.repository.js';
import { SignalRaiser } from './signal-raiser.js';

export type Reviewed = Readonly<{ outcome: string; note: string }>;

/** What clinicians make of signals. */
@Injectable()
export class SignalReviews {
  constructor(
    private readonly signals: SignalRepository,
    private readonly raiser: SignalRaiser,
  ) {}

  countHolds(db: Db, patientId: string): Promise<number> {
    return this.signals.countHolds(db, patientId);
  }

  async review(
    tx: Tx,
    { patientId, signalId, personId }: Readonly<{ patientId: string; signalId: string; personId: string }>,
    { outcome, note }: Reviewed,
  ): Promise<void> {
    const signal = await this.signals.findById(tx, signalId);
    if (signal?.patientId !== patientId) throw assessmentProblems.noSignal();
    if (!(await this.signals.review(tx, signal, { personId, outcome, note }))) throw assessmentProblems.reviewed();
    await this.raiser.settle(tx, signalId);
  }
}
