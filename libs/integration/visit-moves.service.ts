import { Injectable } from '@nestjs/common';

import type { IntegrationVisit, VisitTimes as TimesOnWire } from '#contracts';
import type { Caller } from '#identity';
import { MINUTE } from '#kernel';
import { Clock, Database, type Db } from '#platform';
import { schedulingProblems } from '#scheduling';
import { IS_TAKEN } from './free-times.service.js';
import { BOOKING_RULES } from './parties.js';
import { integrationProblems } from './problems.js';
import type { Visit } from './visit.repository.js';
import { VisitMover } from './visit-mover.js';
import { VisitTimes } from './visit-times.js';
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

  /** @throws `integration.not-found`, `integration.not-movable` */
  async list(caller: Caller, visitId: string): Promise<TimesOnWire> {
    const { read } = this.database;
    const view = await this.requireMovable(read, caller, visitId);
    const { people, openings } = await this.times.of(read, view, view.patientId);
    await this.mover.recordList(caller, view);
    const times = openings.free().map((at) => ({ startsAt: iso(at), endsAt: iso(at + BOOKING_RULES.visitMin * MINUTE) }));
    return { zone: people.patient.zone, clinicZone: await this.mover.clinicZone(read), times };
  }

  /**
   * @throws `integration.not-found`, `integration.not-movable`, `scheduling.slot-taken` when the time could be had but for other
   *         bookings, `scheduling.not-a-free-time` when never, `scheduling.not-booked` when somebody else has just changed it
   */
  async move(caller: Caller, visitId: string, startsAt: Date): Promise<IntegrationVisit> {
    await this.database.transact(async (tx) => {
      const view = await this.requireMovable(tx, caller, visitId);
      const { people, openings } = await this.times.keep(tx, view, view.patientId);
      const refusals = openings.explain(startsAt.getTime());
      const never = refusals.find(({ code }) => !IS_TAKEN.has(code));
      if (never) throw schedulingProblems.notAFreeTime({ reason: never.code });
      if (refusals.length) throw schedulingProblems.slotTaken();
      await this.mover.move(tx, caller, { visit: view, people, startsAt });
    });
    return this.views.require(caller, visitId);
  }

  /** One that is booked and has not begun: what becomes of a missed one is for its therapist to say. */
  private async requireMovable(on: Db, caller: Caller, visitId: string): Promise<IntegrationVisit & Visit> {
    const view = await this.views.require(caller, visitId);
    const hasBegun = Date.parse(view.startsAt) <= (await this.clock.now(on)).getTime();
    if (view.state !== 'booked' || hasBegun) throw integrationProblems.notMovable();
    return view;
  }
}
