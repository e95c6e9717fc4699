import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { IntegrationVisit } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { integrationProblems } from './problems.js';
import { type Visit, VisitRepository } from './visit.repository.js';
import { VisitOutcome } from './visit-outcome.js';
import { VisitViews } from './visit-views.js';

/** Integration visits as their therapists record them. */
@Injectable()
export class VisitsService {
  constructor(
    private readonly database: Database,
    private readonly visits: VisitRepository,
    private readonly views: VisitViews,
    private readonly outcome: VisitOutcome,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller): Promise<IntegrationVisit[]> {
    return this.views.list(caller);
  }

  /** A visit that the caller may see. @throws `integration.not-found` */
  async require(caller: Caller, visitId: string): Promise<IntegrationVisit> {
    const seen = (await this.views.list(caller)).find(({ id }) => id === visitId);
    if (!seen) throw integrationProblems.notFound();
    return seen;
  }

  /**
   * Records whether a visit took place. Only one that did opens the next dose.
   *
   * @throws `integration.not-found`, `integration.not-yet` before it begins, `integration.already-recorded`
   */
  async recordAttendance(caller: Caller, visitId: string, wasAttended: boolean): Promise<IntegrationVisit> {
    const { startsAt, patientId } = await this.require(caller, visitId);
    await this.database.transact(async (tx) => {
      const visit = (await this.visits.findById(tx, visitId))!;
      if ((await this.visits.now(tx)) < new Date(startsAt)) throw integrationProblems.notYet();
      if (!(await this.settle(tx, visit, caller.personId, wasAttended))) throw integrationProblems.alreadyRecorded();
      const act = { action: 'record-attendance', objectType: 'integration-visit', objectId: visitId, subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
    });
    return this.require(caller, visitId);
  }

  private settle(tx: Tx, visit: Visit, by: string, wasAttended: boolean): Promise<boolean> {
    return wasAttended ? this.outcome.held(tx, visit, by) : this.outcome.missed(tx, visit, by);
  }
}
