import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Audit } from '#audit';
import { CareService } from '#care';
import type { AnswerAftercare } from '#contracts';
import type { Caller } from '#identity';
import { Clock, type Tx } from '#platform';
import { CheckRepository, type CheckRow } from './check.repository.js';
import { isAnswerable } from './domain/answerable.js';
import { aftercareProblems } from './problems.js';

/** Whose answer it is, and that it is kept. */
@Injectable()
export class AftercareAnswers {
  constructor(
    private readonly checks: CheckRepository,
    private readonly care: CareService,
    private readonly clock: Clock,
    private readonly alerts: AlertsService,
    private readonly audit: Audit,
  ) {}

  /** @throws `aftercare.no-check`, `aftercare.over` */
  async require(tx: Tx, caller: Caller, checkId: string): Promise<{ check: CheckRow; isDue: boolean }> {
    const check = await this.checks.find(tx, checkId);
    if (!check || (await this.care.findGround(caller, check.patientId, 'own', tx)) === null) throw aftercareProblems.noCheck();
    const now = (await this.clock.now(tx)).getTime();
    if (!isAnswerable(check.dischargedAt.getTime(), now)) throw aftercareProblems.over();
    return { check, isDue: now >= check.askAt.getTime() };
  }

  async write(tx: Tx, caller: Caller, { id, patientId }: CheckRow, said: AnswerAftercare): Promise<string> {
    const act = { action: 'answer-aftercare', objectType: 'aftercare-check', objectId: id, subjectPersonId: patientId };
    await this.audit.record(tx, caller, act);
    return this.checks.insertAnswer(tx, id, said);
  }

  async isSomebodyOnCall(tx: Tx): Promise<boolean> {
    return (await this.alerts.onCallAt(tx, await this.clock.now(tx))) !== null;
  }
}
