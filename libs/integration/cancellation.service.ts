import { Injectable } from '@nestjs/common';

import type { AppointmentState, CancelReason } from '#contracts';
import type { Caller } from '#identity';
import { Database, Outbox } from '#platform';
import { SchedulingService } from '#scheduling';
import type { AbortReason } from '#session-engine';
import { SessionsService } from '#sessions';
import { visitKey } from './messages.js';
import { VisitRepository } from './visit.repository.js';

const MEANING: Readonly<Record<CancelReason, { state: Extract<AppointmentState, `cancelled_${string}`>; abort: AbortReason }>> = {
  'patient-request': { state: 'cancelled_patient', abort: 'patient-request' },
  illness: { state: 'cancelled_patient', abort: 'illness' },
  'no-chaperone': { state: 'cancelled_safety', abort: 'no-chaperone' },
  clinic: { state: 'cancelled_clinic', abort: 'clinician-unavailable' },
  safety: { state: 'cancelled_safety', abort: 'gate-held' },
  technical: { state: 'cancelled_clinic', abort: 'technical' },
};

/** Takes a dosing session and its visit back, before the dose. */
@Injectable()
export class CancellationService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsService,
    private readonly scheduling: SchedulingService,
    private readonly visits: VisitRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `sessions.not-found`, `sessions.already-dosed`, `sessions.session-over` */
  async cancel(caller: Caller, sessionId: string, reason: CancelReason): Promise<void> {
    const { state, abort } = MEANING[reason];
    await this.database.transact(async (tx) => {
      const { appointmentId } = await this.sessions.abort(tx, caller, sessionId, abort);
      await this.scheduling.cancel(tx, appointmentId, state);
      const visit = await this.visits.findBySession(tx, sessionId);
      if (!visit) return;
      const wasBooked = await this.visits.move(tx, visit.id, ['booked'], 'cancelled', caller.personId);
      await this.outbox.void(tx, visitKey(visit.id)); // a session that was never held has nothing to be reminded of
      if (wasBooked) await this.scheduling.cancel(tx, visit.appointmentId, state);
    });
  }
}
