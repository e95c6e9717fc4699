import { Injectable } from '@nestjs/common';

import type { IntegrationVisit, VisitTimes as TimesOnWire, VisitAnswers } from '#contracts';
import type { Caller } from '#identity';
import { MINUTE, type Span } from '#kernel';
import { Clock, Database, type Db } from '#platform';
import { schedulingProblems } from '#scheduling';
import { IS_TAKEN } from './free-times.service.js';
import { BOOKING_RULES } from './parties.js';
import { integrationProblems } from './problems.js';
import type { Visit } from './visit.repository.js';
import { VisitMover } from './visit-mover.js';
import { type VisitRoom, VisitTimes } from './visit-times.js';
import { VisitViews } from './visit-views.js';

const iso = (at: number) => new Date(at).toISOString();

/** Moves an integration visit by itself: the session that it follows stays where it is. */
@Injectable()
export class VisitMovesService {
  constructor(
    private readonly database: Database,
    private readonly views: VisitViews,
    private readonly times: VisitTimes,
    private readonly mover: VisitMover,
    private readonly clock: Clock,
  ) {}

  /** Times to which it can be moved: others than its own, and that one if somebody else holds it then. @throws `integration.not-found`, `integration.not-movable` */
  async list(caller: Caller, visitId: string): Promise<TimesOnWire> {
    const { read } = this.database;
    const view = await this.requireMovable(read, caller, visitId);
    const room = await this.times.of(read, view, view.patientId);
    await this.mover.recordList(caller, view);
    const others = room.free().filter((at) => at !== Date.parse(view.startsAt) || coverOf(view, room, at) !== null);
    const times = others.map((at) => ({
      startsAt: iso(at),
      endsAt: iso(at + BOOKING_RULES.visitMin * MINUTE),
      coveredBy: coverOf(view, room, at),
    }));
    return { zone: room.patient.zone, clinicZone: await this.mover.clinicZone(read), times };
  }

  /** What the rules say of every start. @param within epoch ms @throws `integration.not-found`, `integration.not-movable` */
  async answers(caller: Caller, visitId: string, within: Span): Promise<VisitAnswers> {
    const { read } = this.database;
    const view = await this.requireMovable(read, caller, visitId);
    const room = await this.times.of(read, view, view.patientId);
    await this.mover.recordList(caller, view);
    const names = new Map([
      [room.patient.id, room.patient.displayName],
      [view.therapistId, view.therapistName],
    ]);
    const answers = room.all(within).map((at) => ({
      startsAt: iso(at),
      coveredBy: coverOf(view, room, at),
      whyNot: room.explain(at).map(({ code, who }) => ({ code, who: (who && names.get(who)) ?? null })),
    }));
    return { lengthMin: BOOKING_RULES.visitMin, answers };
  }

  /**
   * @throws `integration.not-found`, `integration.not-movable`, `scheduling.slot-taken` when the time could be had but for other
   *         bookings, `scheduling.not-a-free-time` when never, `scheduling.not-booked` when somebody else has just changed it
   */
  async move(caller: Caller, visitId: string, startsAt: Date): Promise<IntegrationVisit> {
    const view = await this.database.transact(async (tx) => {
      const movable = await this.requireMovable(tx, caller, visitId);
      const room = await this.times.keep(tx, movable, movable.patientId);
      const [at, refusals] = [startsAt.getTime(), room.explain(startsAt.getTime())];
      const never = refusals.find(({ code }) => code === 'out-of-window' || !IS_TAKEN.has(code));
      if (never) throw schedulingProblems.notAFreeTime({ reason: never.code });
      if (refusals.length) throw schedulingProblems.slotTaken();
      const people = { patient: room.patient, therapist: room.therapistAt(at)! };
      await this.mover.move(tx, caller, { visit: movable, people, startsAt });
      return movable;
    });
    return this.views.require(caller, view.id, 'rescheduling');
  }

  /** One that is booked and has not begun: what becomes of a missed one is for its therapist to say. */
  private async requireMovable(on: Db, caller: Caller, visitId: string): Promise<IntegrationVisit & Visit> {
    const view = await this.views.require(caller, visitId, 'rescheduling');
    const hasBegun = Date.parse(view.startsAt) <= (await this.clock.now(on)).getTime();
    if (view.state !== 'booked' || hasBegun) throw integrationProblems.notMovable();
    return view;
  }
}

/** Who holds it instead of its therapist; null when nobody has to. */
function coverOf({ therapistId }: Visit, room: VisitRoom, at: number): string | null {
  const therapist = room.therapistAt(at);
  return therapist && therapist.id !== therapistId ? therapist.displayName : null;
}
