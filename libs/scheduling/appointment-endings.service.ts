import { Injectable } from '@nestjs/common';

import { type CancelReason, CancelReason as CancelReasons, type ChangeTerms } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { AppointmentAccess } from './appointment-access.js';
import { ChangesService } from './changes.service.js';
import { cancelledAs } from './domain/change-terms.js';
import { schedulingProblems } from './problems.js';
import { SchedulingService } from './scheduling.service.js';

export type Outcome = 'completed' | 'no_show_patient' | 'no_show_clinician';
const ABSENT = { no_show_patient: ['patient', 'no-show'], no_show_clinician: ['clinician', 'clinic'] } as const;

/** What becomes of appointments: they are cancelled, take place, or somebody does not come. */
@Injectable()
export class AppointmentEndings {
  constructor(
    private readonly database: Database,
    private readonly access: AppointmentAccess,
    private readonly scheduling: SchedulingService,
    private readonly changes: ChangesService,
  ) {}

  /** What it would cost to change an appointment now. @throws `scheduling.not-found` */
  async terms(caller: Caller, id: string): Promise<ChangeTerms> {
    const { read } = this.database;
    const row = await this.access.require(read, caller, id);
    await this.access.recordRead(caller, 'read-change-terms', row);
    const { lateFrom, isLate, costs } = await this.changes.terms(read, row.startsAt, CancelReasons.options);
    const onWire = costs.map(({ reason, cost: { feeCents, feeState } }) => ({ reason, feeCents, feeState }));
    return { isLate, lateFrom: lateFrom.toISOString(), costs: onWire };
  }

  /** @throws `scheduling.not-found`, `scheduling.begun`, `scheduling.not-booked`, `scheduling.not-your-reason` */
  async cancel(caller: Caller, id: string, reason: CancelReason): Promise<void> {
    this.changes.requireOwnReason(caller, reason);
    await this.database.transact(async (tx) => {
      const row = await this.access.holdAhead(tx, caller, id);
      const judged = await this.changes.judge(tx, id, reason);
      await this.scheduling.cancel(tx, id, cancelledAs(reason, judged.cost));
      this.changes.note(tx, id, { kind: 'cancelled', reason, by: caller.personId }, judged);
      await this.access.record(tx, caller, 'cancel', row, reason);
    });
  }

  /** @throws `scheduling.not-found`, `scheduling.not-booked`, `scheduling.not-yet`, `scheduling.too-early` */
  async record(caller: Caller, id: string, outcome: Outcome): Promise<void> {
    await this.database.transact(async (tx) => {
      const row = await this.access.hold(tx, caller, id);
      if (row.state !== 'booked') throw schedulingProblems.notBooked();
      if (outcome !== 'completed') {
        const [who, reason] = ABSENT[outcome];
        const judged = await this.changes.judge(tx, id, reason);
        this.changes.requireAbsent(judged, who);
        await this.scheduling.cancel(tx, id, outcome);
        this.changes.note(tx, id, { kind: 'no_show', reason, by: caller.personId }, judged);
      } else if (!row.hasBegun) throw schedulingProblems.notYet();
      else if (!(await this.scheduling.complete(tx, id))) throw schedulingProblems.notBooked();
      else if (row.groupId) await this.scheduling.complete(tx, row.groupId);
      await this.access.record(tx, caller, 'record-outcome', row, outcome);
    });
  }
}
