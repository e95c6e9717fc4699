import { Injectable } from '@nestjs/common';

import { ClinicLadder, type LadderName } from '#alerts';
import { Outbox, type Tx } from '#platform';
import { CheckRepository, type CheckRow } from './check.repository.js';
import type { Concern } from './domain/answer.js';
import type { AftercareKind } from './domain/check-times.js';
import { aftercareKey } from './messages.js';

/** In the evening nobody knows whether they came home well; in the morning the visit of that day is still to come. Source: docs/clinical-defaults.md. */
const SILENCE: Readonly<Record<AftercareKind, LadderName>> = { evening: 'urgent', morning: 'same-day' };
const SILENCE_LEVEL = 2;

/** Who is called for patients after sessions: for one who does not answer, and for one who is not well. */
@Injectable()
export class AftercareWatch {
  constructor(
    private readonly checks: CheckRepository,
    private readonly ladder: ClinicLadder,
    private readonly outbox: Outbox,
  ) {}

  /** A question to which there is no answer yet; null when there is one, or nobody waits for it any more. */
  unanswered(tx: Tx, checkId: string): Promise<CheckRow | null> {
    return this.checks.findOpen(tx, checkId);
  }

  /** Nobody has answered in time: people are called until one of them takes it on. */
  async call(tx: Tx, checkId: string): Promise<void> {
    const check = await this.checks.findOpen(tx, checkId);
    if (!check) return;
    const alert = { kind: 'aftercare-unanswered', subjectId: checkId, level: SILENCE_LEVEL, patientId: check.patientId } as const;
    await this.ladder.raise(tx, alert, SILENCE[check.kind]);
  }

  /** @param answerId each that is worse calls anew */
  async raise(tx: Tx, { patientId }: CheckRow, answerId: string, { ladder, level }: Concern): Promise<void> {
    await this.ladder.raise(tx, { kind: 'aftercare-unwell', subjectId: answerId, level, patientId }, ladder);
  }

  /** It is answered, or somebody has spoken with the patient: nobody is asked, reminded or called for it any more. */
  async settle(tx: Tx, checkId: string): Promise<void> {
    await this.outbox.void(tx, aftercareKey(checkId)); // first, as the handler of such a row locks it before the question
    if (!(await this.checks.close(tx, checkId))) return;
    await this.ladder.settle(tx, 'aftercare-unanswered', checkId);
  }

  /** The visit of the next day has taken place: nobody asks about its morning any more. */
  async visited(tx: Tx, sessionId: string): Promise<void> {
    const check = await this.checks.findOfSession(tx, sessionId, 'morning');
    if (check) await this.settle(tx, check.id);
  }
}
