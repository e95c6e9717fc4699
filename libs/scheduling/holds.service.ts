import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { MINUTE } from '#kernel';
import { Clock, type Db, Outbox, type Reader, type Tx } from '#platform';
import type { HoldTerms, NewAppointment } from './appointment.repository.js';
import { type Held, HoldRepository } from './hold.repository.js';
import { holdOver } from './messages.js';
import { schedulingProblems } from './problems.js';
import { SchedulingService } from './scheduling.service.js';

/** Long enough to ask somebody at home. Source: domain.md §4.1, `held(10 min)`. */
const HOLD_MIN = 10;

/** Times that are kept for somebody who is choosing: nobody else gets them meanwhile, and they come back by themselves. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly holds: HoldRepository,
    private readonly scheduling: SchedulingService,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Keeps appointments of one patient, all or none; what was kept for that patient before is given back.
   *
   * @throws `scheduling.slot-taken`
   */
  async hold(
    tx: Tx,
    patientId: string,
    appointments: readonly Omit<NewAppointment, 'watchLanes' | 'hold'>[],
  ): Promise<HoldTerms> {
    await this.holds.end(tx, { patientId }, false);
    const until = new Date((await this.clock.now(tx)).getTime() + HOLD_MIN * MINUTE);
    const hold = { id: randomUUID(), until };
    for (const appointment of appointments) await this.scheduling.book(tx, { ...appointment, hold });
    await this.outbox.append(tx, holdOver, { holdId: hold.id }, { dueAt: until });
    return hold;
  }

  /** What is held for a patient at this moment. */
  heldFor(on: Reader, patientId: string): Promise<Held | null> {
    return this.holds.findOfPatient(on, patientId);
  }

  /** Books all that is held. @throws `scheduling.hold-over` */
  async book(tx: Tx, { appointments }: Held): Promise<void> {
    for (const { id } of appointments) {
      if (!(await this.holds.book(tx, id))) throw schedulingProblems.holdOver();
      await this.scheduling.announce(tx, id);
    }
  }

  /** Keeps a hold as it is until the transaction ends: whoever books it or gives it back waits. */
  keep(tx: Tx, holdId: string): Promise<void> {
    return this.holds.lock(tx, holdId);
  }

  /** Whom a hold is for. @throws `scheduling.no-hold` */
  async patientOf(db: Db, holdId: string): Promise<string> {
    const patientId = await this.holds.findPatient(db, holdId);
    if (!patientId) throw schedulingProblems.noHold();
    return patientId;
  }

  /** Gives the time back at once. */
  end(tx: Tx, holdId: string): Promise<void> {
    return this.holds.end(tx, { holdId }, false);
  }

  /** The ten minutes are over. */
  over(tx: Tx, holdId: string): Promise<void> {
    return this.holds.end(tx, { holdId }, true);
  }
}
