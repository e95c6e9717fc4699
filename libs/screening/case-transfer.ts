import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Outbox, type Tx } from '#platform';
import { CaseRepository, type CaseRow, type Owner } from './case.repository.js';
import { CaseCare } from './case-care.js';
import type { Course } from './domain/course.js';
import { handedOver } from './messages.js';
import { ScreeningAppointments } from './screening-appointments.js';

/** Raised when the owner of a case has left, and closed by the next one. */
export const UNOWNED = 'case-unowned';

/** Moves a case to another owner with all that goes with it: care of the patient, what is booked, and that people hear of it. */
@Injectable()
export class CaseTransfer {
  constructor(
    private readonly cases: CaseRepository,
    private readonly care: CaseCare,
    private readonly appointments: ScreeningAppointments,
    private readonly alerts: AlertsService,
    private readonly outbox: Outbox,
  ) {}

  /** The case must be held. @param course what it becomes */
  async move(tx: Tx, held: CaseRow, owner: Owner, course: Course): Promise<void> {
    const { id, patientId } = held;
    const appointmentId = await this.appointments.takeOver(tx, held, owner.ownerId);
    await this.alerts.close(tx, UNOWNED, await this.cases.ownershipOf(tx, id));
    await this.cases.own(tx, id, owner, { state: course.state, appointmentId });
    await this.care.take(tx, { patientId, personId: owner.ownerId, by: owner.by });
    await this.outbox.append(tx, handedOver, { caseId: id });
  }
}
