import { Injectable } from '@nestjs/common';

import { AlertsService, ClinicLadder } from '#alerts';
import type { Tx } from '#platform';
import { type RuleId, signalOf } from './domain/alert-rules.js';
import type { Response } from './response.repository.js';
import { SignalRepository } from './signal.repository.js';

/** Rules that speak. `isAgain`: also where it was reviewed before, for it was answered again. */
export type Raised = readonly Readonly<{ rule: RuleId; isAgain: boolean }>[];

/** Writes what rules say, and sets it on its way: onto a list, or up the ladder to whoever is on call. */
@Injectable()
export class SignalRaiser {
  constructor(
    private readonly signals: SignalRepository,
    private readonly alerts: AlertsService,
    private readonly ladder: ClinicLadder,
  ) {}

  async raise(tx: Tx, { id: responseId, patientId }: Pick<Response, 'id' | 'patientId'>, rules: Raised): Promise<void> {
    for (const { rule, isAgain } of rules) {
      const signal = signalOf(rule);
      const subjectId = await this.signals.insert(tx, { patientId, responseId, isAgain }, signal);
      if (!subjectId) continue;
      const alert = { subjectId, level: signal.level, patientId };
      if (signal.urgency === 'review') await this.alerts.raise(tx, { ...alert, kind: 'assessment-review' });
      else await this.ladder.raise(tx, { ...alert, kind: 'safety-answer' }, signal.urgency);
    }
  }

  /** A clinician has reviewed it: nobody is called for it any more. */
  async settle(tx: Tx, signalId: string): Promise<void> {
    await this.ladder.settle(tx, 'safety-answer', signalId);
    await this.ladder.settle(tx, 'assessment-review', signalId);
  }
}
