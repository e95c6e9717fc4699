import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { MINUTE } from '#kernel';
import { allSent, Clock, type Db, Outbox, type Reader, type Tx } from '#platform';
import type { HoldTerms, NewAppointment } from './appointment.repository.js';
import type { CoursePoint } from './domain/apart.js';
import { type Held, HoldRepository } from './hold.repository.js';
import { holdOver } from './messages.js';
import { schedulingProblems } from './problems.js';
import { SchedulingService } from './scheduling.service.js';

/** Long enough to ask somebody at home. Source: docs/clinical-defaults.md, "Booking". */
const HOLD_MIN = 10;

/** Times that are kept for somebody who is choosing: nobody else gets them meanwhile, and they come back by themselves. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly holds: HoldRepository,
    private readonly scheduling: SchedulingService,
    private readonly care: CareService,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Keeps appointments of one patient, all or none; what was kept for that patient before is given back.
   *
   * @throws `scheduling.slot-taken`
   */
  async hold(tx: Tx, patientId: string, appointments: readonly Omit<NewAppointment, 'hold'>[]): Promise<HoldTerms> {
    this.holds.end(tx, { patientId }, false);
    const [now, { maxConcurrentSessions }] = await allSent([this.clock.now(tx), this.care.settings(tx)]);
    const hold = { id: randomUUID(), until: new Date(now.getTime() + HOLD_MIN * MINUTE) };
    const named = appointments.map((appointment) => ({ ...appointment, hold, id: randomUUID() }));
    await this.scheduling.bookAll(tx, named, maxConcurrentSessions);
    await this.outbox.append(tx, holdOver, { holdId: hold.id }, { dueAt: hold.until });
    return hold;
  }

  /** What is held for a patient at this moment; they have one hold (`appointment_one_hold`). */
  heldFor(on: Reader, patientId: string): Promise<Held | null> {
    return this.holds.findOfPatient(on, patientId);
  }

  /**
   * Books all that is held; everything is sent before anything is waited for.
   *
   * @param points which one of a course each of them is, as far as they are: by what holds now, and not when it was held
   * @throws `scheduling.hold-over`
   */
  async book(tx: Tx, { appointments }: Held, points: ReadonlyMap<string, CoursePoint>): Promise<void> {
    const booked = this.holds.book(
      tx,
      appointments.map(({ id }) => ({ id, course: points.get(id) })),
    );
    this.scheduling.announce(tx, appointments.map(timed));
    if ((await booked) < appointments.length) throw schedulingProblems.holdOver();
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
  async end(tx: Tx, holdId: string): Promise<void> {
    this.holds.end(tx, { holdId }, false);
  }

  /** Gives back what was kept for a patient no longer than until now: its row may come a moment later. */
  endOver(tx: Tx, patientId: string): void {
    this.holds.end(tx, { patientId }, true);
  }

  /** The ten minutes are over. */
  async over(tx: Tx, holdId: string): Promise<void> {
    this.holds.end(tx, { holdId }, true);
  }
}

function timed({ id, kind, startsAt, endsAt }: Held['appointments'][number]) {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  return { id, kind, startsAt: new Date(from), lengthMin: (to - from) / MINUTE };
}
