import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { FreeTimes, Hold } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { HoldsService } from '#scheduling';
import { appointmentsOf, type HeldCourse, heldCourse } from './course-booking.js';
import { type Asked, FreeTimesService } from './free-times.service.js';
import type { Standing } from './standing.js';
import { TeamReader } from './team.js';

/** What was chosen, as the transaction found it that is to book it. `kept`: it was held, and is booked as it is. */
export type Chosen = Readonly<{ standing: Standing; visitStartsAt: Date; kept?: HeldCourse | undefined }>;

/** What a patient can choose from. Nothing is shown that cannot be booked, and nothing can be booked that was not shown. */
@Injectable()
export class CourseChoice {
  constructor(
    private readonly database: Database,
    private readonly freeTimes: FreeTimesService,
    private readonly holds: HoldsService,
    private readonly team: TeamReader,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found`, `care.no-team` */
  async list(caller: Caller, patientId: string, asked: Asked): Promise<FreeTimes> {
    const times = await this.freeTimes.list(caller, patientId, asked);
    const act = { action: 'list-free-times', objectType: 'patient', objectId: patientId, subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    return times;
  }

  /**
   * Keeps a time and that of its visit, while somebody decides.
   *
   * @throws as `choose` does
   */
  async hold(caller: Caller, patientId: string, startsAt: Date): Promise<Hold> {
    const { id, until, time } = await this.database.transact(async (tx) => {
      const standing = await this.freeTimes.standing(tx, caller, patientId, startsAt);
      const time = await this.freeTimes.require(tx, standing, startsAt);
      const visitStartsAt = new Date(time.visitStartsAt);
      const course = { patientId, startsAt, visitStartsAt, bookedBy: caller.personId, point: standing.dose.course };
      const hold = await this.holds.hold(tx, patientId, appointmentsOf(standing.people, course));
      await this.audit.record(tx, caller, { action: 'hold', objectType: 'hold', objectId: hold.id, subjectPersonId: patientId });
      return { ...hold, time };
    });
    return { id, time, heldUntil: until.toISOString() };
  }

  /** Gives the time back at once. @throws `scheduling.no-hold` also for a hold of somebody whom the caller may not know of */
  async endHold(caller: Caller, holdId: string): Promise<void> {
    const patientId = await this.holds.patientOf(this.database.read, holdId);
    await this.team.requireHold(caller, patientId);
    await this.database.transact(async (tx) => {
      await this.holds.end(tx, holdId);
      await this.audit.record(tx, caller, {
        action: 'end-hold',
        objectType: 'hold',
        objectId: holdId,
        subjectPersonId: patientId,
      });
    });
  }

  /**
   * The time that starts at an instant: kept for this patient, or free for everybody. From now on until the transaction ends nobody else
   * takes time of these people.
   *
   * @param moving appointments whose own time counts as free
   * @throws `care.not-found`, `care.no-team`, `scheduling.slot-taken`, `scheduling.not-a-free-time`, `integration.no-visit-time`,
   *         `sessions.already-booked`, and the protocol's refusals
   */
  async choose(tx: Tx, caller: Caller, patientId: string, startsAt: Date, moving: readonly string[] = []): Promise<Chosen> {
    const standing = await this.freeTimes.standing(tx, caller, patientId, startsAt, moving);
    const kept = moving.length ? undefined : heldCourse(standing.held);
    if (kept && Date.parse(kept.dosing.startsAt) === startsAt.getTime()) {
      this.freeTimes.requireApart(standing, startsAt);
      return { standing, kept, visitStartsAt: new Date(kept.integration.startsAt) };
    }
    const { visitStartsAt } = await this.freeTimes.require(tx, standing, startsAt);
    if (standing.held) await this.holds.end(tx, standing.held.holdId); // what is chosen instead may lie in its time
    return { standing, visitStartsAt: new Date(visitStartsAt) };
  }
}
