import { Injectable } from '@nestjs/common';

import type { AppointmentState } from '#contracts';
import type { Caller } from '#identity';
import { Outbox, type Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import type { AbortReason } from '#session-engine';
import { SessionsService } from '#sessions';
import { visitKey } from './messages.js';
import { VisitRepository } from './visit.repository.js';

export type Ending = Readonly<{ state: Exclude<AppointmentState, 'held' | 'booked' | 'expired' | 'completed'> }>;
type Aborted = Readonly<{ sessionId: string; appointmentId: string; patientId: string }>;

/** Ends a session before its dose, and takes its visit out of everybody's calendar with it. */
@Injectable()
export class CourseEnding {
  constructor(
    private readonly sessions: SessionsService,
    private readonly scheduling: SchedulingService,
    private readonly visits: VisitRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `sessions.not-found`, `sessions.already-dosed`, `sessions.session-over` */
  async abort(tx: Tx, caller: Caller, sessionId: string, reason: AbortReason): Promise<Aborted> {
    return { sessionId, ...(await this.sessions.abort(tx, caller, sessionId, reason)) };
  }

  async end(tx: Tx, caller: Caller, { sessionId, appointmentId }: Aborted, { state }: Ending): Promise<void> {
    await this.scheduling.cancel(tx, appointmentId, state);
    const visit = await this.visits.findBySession(tx, sessionId);
    if (!visit) return;
    const wasBooked = await this.visits.move(tx, visit.id, ['booked'], 'cancelled', caller.personId);
    await this.outbox.void(tx, visitKey(visit.id)); // a session that was never held has nothing to be reminded of
    if (wasBooked) await this.scheduling.cancel(tx, visit.appointmentId, state);
  }
}
