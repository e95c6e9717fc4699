import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { FreeTimes, Hold } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { type Held, HoldsService } from '#scheduling';
import { sessionProblems } from '#sessions';
import { appointmentsOf, type Take } from './course-booking.js';
import { type Asked, FreeTimesService } from './free-times.service.js';
import { TeamReader } from './team.js';

/** Where a course is to be put. `take`: books what is kept there; `insteadOf`: another hold, which is not wanted any more. */
export type Chosen = Readonly<{ visitStartsAt: Date; take?: Take; insteadOf?: string | undefined }>;

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
    const times = await this.freeTimes.list(caller, patientId, { ...asked, held: await this.own(patientId) });
    const act = { action: 'list-free-times', objectType: 'patient', objectId: patientId, subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    return times;
  }

  /**
   * Keeps a time and that of its visit, while somebody decides.
   *
   * @throws as `choose` does, and `sessions.already-booked`
   */
  async hold(caller: Caller, patientId: string, startsAt: Date): Promise<Hold> {
    const time = await this.freeTimes.require(caller, patientId, startsAt, await this.own(patientId));
    const course = { patientId, startsAt, visitStartsAt: new Date(time.visitStartsAt), bookedBy: caller.personId };
    const { id, until } = await this.database.transact(async (tx) => {
      if (await this.freeTimes.hasBooked(tx, patientId)) throw sessionProblems.alreadyBooked();
      const hold = await this.holds.hold(tx, patientId, appointmentsOf(await this.team.read(tx, patientId), course));
      await this.audit.record(tx, caller, { action: 'hold', objectType: 'hold', objectId: hold.id, subjectPersonId: patientId });
      return hold;
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
   * The time that starts at an instant: kept for this patient, or free for everybody.
   *
   * @throws `care.not-found`, `care.no-team`, `scheduling.slot-taken`, `scheduling.not-a-free-time`, `integration.no-visit-time`,
   *         and the protocol's refusals
   */
  async choose(caller: Caller, patientId: string, startsAt: Date): Promise<Chosen> {
    await this.team.readFor(caller, patientId);
    const held = await this.holds.heldFor(this.database.read, patientId);
    const [dosing, visit] = (['dosing', 'integration'] as const).map((wanted) =>
      held?.appointments.find(({ kind }) => kind === wanted),
    );
    if (held && dosing && visit && Date.parse(dosing.startsAt) === startsAt.getTime()) {
      const ids = { dosing: dosing.id, integration: visit.id };
      return { visitStartsAt: new Date(visit.startsAt), take: (tx) => this.holds.book(tx, held).then(() => ids) };
    }
    const time = await this.freeTimes.require(caller, patientId, startsAt, idsOf(held));
    return { visitStartsAt: new Date(time.visitStartsAt), insteadOf: held?.holdId };
  }

  /** When the visit is after a session that is moved to an instant. @param moving appointments whose own time counts as free @throws as `choose` does */
  async visitAfter(caller: Caller, patientId: string, startsAt: Date, moving: readonly string[]): Promise<Date> {
    return new Date((await this.freeTimes.require(caller, patientId, startsAt, moving)).visitStartsAt);
  }

  /** Makes room for what was chosen instead. */
  async giveBack(tx: Tx, { insteadOf }: Chosen): Promise<void> {
    if (insteadOf) await this.holds.end(tx, insteadOf);
  }

  /** What is kept for a patient does not stand in the way of what they choose next. */
  private async own(patientId: string): Promise<string[]> {
    return idsOf(await this.holds.heldFor(this.database.read, patientId));
  }
}

const idsOf = (held: Held | null): string[] => held?.appointments.map(({ id }) => id) ?? [];
