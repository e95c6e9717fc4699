import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { IntegrationVisit, Role } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { integrationProblems } from './problems.js';
import { type Visit, VisitRepository } from './visit.repository.js';
import { VisitOutcome } from './visit-outcome.js';
import { VisitViews } from './visit-views.js';

const PRESCRIBING: ReadonlySet<Role> = new Set<Role>(['prescriber', 'physician']);

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

  /**
   * Records whether a visit took place. Only one that did opens the next dose.
   *
   * @throws `integration.not-found` also for whoever is neither its therapist nor a prescriber of the patient, `integration.not-yet` before it begins, `integration.already-recorded`
   */
  async recordAttendance(caller: Caller, visitId: string, wasAttended: boolean): Promise<IntegrationVisit> {
    const { startsAt, patientId, therapistId } = await this.views.require(caller, visitId);
    if (caller.personId !== therapistId && !PRESCRIBING.has(caller.role)) throw integrationProblems.notFound();
    await this.database.transact(async (tx) => {
      const visit = (await this.visits.findById(tx, visitId))!;
      if ((await this.visits.now(tx)) < new Date(startsAt)) throw integrationProblems.notYet();
      if (!(await this.settle(tx, visit, caller.personId, wasAttended))) throw integrationProblems.alreadyRecorded();
      const act = { action: 'record-attendance', objectType: 'integration-visit', objectId: visitId, subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
    });
    return this.views.require(caller, visitId);
  }

  private settle(tx: Tx, visit: Visit, by: string, wasAttended: boolean): Promise<boolean> {
    return wasAttended ? this.outcome.held(tx, visit, by) : this.outcome.missed(tx, visit, by);
  }
}
