import { Injectable } from '@nestjs/common';

import { AftercareOpening } from '#aftercare';
import { FormOpening } from '#monitoring';
import { Outbox, type Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import { ClinicStock } from '#supply';
import { sessionDischarged } from './messages.js';
import type { OpenLog } from './open-log.js';

/** What has to follow on a discharge, written in its transaction. */
@Injectable()
export class SessionEnds {
  constructor(
    private readonly outbox: Outbox,
    private readonly forms: FormOpening,
    private readonly stock: ClinicStock,
    private readonly scheduling: SchedulingService,
    private readonly aftercare: AftercareOpening,
  ) {}

  async discharged(tx: Tx, log: OpenLog): Promise<void> {
    await this.outbox.append(tx, sessionDischarged, { sessionId: log.session.id, at: new Date(log.now).toISOString() });
    await this.scheduling.complete(tx, log.session.appointmentId);
    const { id: sessionId, patientId } = log.session;
    await this.aftercare.open(tx, { sessionId, patientId, dosedAt: log.state.dosedAt!, dischargedAt: log.now });
    if (log.plan.monitoringForm) await this.openForm(tx, log, log.plan.monitoringForm);
  }

  private async openForm(tx: Tx, { session, state, now }: OpenLog, program: 'rems'): Promise<void> {
    const draw = await this.stock.drawOf(tx, session.doseLineId);
    const { release, dosedAt, readings } = state;
    await this.forms.open(tx, {
      ...{ sessionId: session.id, patientId: session.patientId, program, readings },
      ...{ medication: draw?.medication ?? '', lot: draw?.lot ?? null, doseMg: release!.doseMg },
      ...{ givenAt: dosedAt!, dischargedAt: now },
    });
  }
}
