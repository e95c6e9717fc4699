import { Injectable } from '@nestjs/common';

import type { AftercareCheck, AftercareReply, AnswerAftercare } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { AftercareAnswers } from './aftercare-answers.js';
import { AftercareViews } from './aftercare-views.js';
import { AftercareWatch } from './aftercare-watch.js';
import { concernOf } from './domain/answer.js';

/** How a patient is after a session, as they say themselves. */
@Injectable()
export class AftercareService {
  constructor(
    private readonly database: Database,
    private readonly views: AftercareViews,
    private readonly watch: AftercareWatch,
    private readonly answers: AftercareAnswers,
  ) {}

  /** @throws `care.not-found` */
  read(caller: Caller, patientId: string): Promise<AftercareCheck[]> {
    return this.views.of(caller, patientId);
  }

  /**
   * A patient says how they are. Before its time an answer calls people, too, and the question still comes.
   *
   * @throws `aftercare.no-check` also for everybody but the patient, `aftercare.over`
   */
  async answer(caller: Caller, checkId: string, said: AnswerAftercare): Promise<AftercareReply> {
    return this.database.transact(async (tx) => {
      const { check, isDue } = await this.answers.require(tx, caller, checkId);
      const answerId = await this.answers.write(tx, caller, check, said);
      if (isDue) await this.watch.settle(tx, checkId);
      const concern = concernOf(said);
      if (concern) await this.watch.raise(tx, check, answerId, concern);
      const isCalled = concern?.ladder === 'now' || concern?.ladder === 'urgent';
      return { crisis: isCalled ? { isSomebodyOnCall: await this.answers.isSomebodyOnCall(tx) } : null };
    });
  }
}
