import { Injectable } from '@nestjs/common';

import type { WatchCoverRow } from '#alerts';
import { CareService } from '#care';
import { HOUR, MINUTE } from '#kernel';
import { Clock, type Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import { SessionRepository } from './session.repository.js';

/** Sessions that begin within the cover are opened to whoever covers, and those a while after it: it may be given back late. */
const AHEAD_MS = HOUR;

/** Whoever says yes may see the sessions that they are to watch, as whoever is called on call may: for a day, as a row. */
@Injectable()
export class CoverAccess {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly scheduling: SchedulingService,
    private readonly care: CareService,
    private readonly clock: Clock,
  ) {}

  async grant(tx: Tx, { awayId, coverId, minutes }: WatchCoverRow): Promise<void> {
    const until = (await this.clock.now(tx)).getTime() + minutes * MINUTE + AHEAD_MS;
    const led = await this.sessions.findOpenOf(tx, awayId);
    const times = await this.scheduling.findMany(
      tx,
      led.map(({ appointmentId }) => appointmentId),
    );
    const isNear = (appointmentId: string) => Date.parse(times.get(appointmentId)!.startsAt) <= until;
    const near = led.filter(({ appointmentId, dosedAt }) => dosedAt !== null || isNear(appointmentId));
    for (const patientId of new Set(near.map((session) => session.patientId)))
      await this.care.assignPaged(tx, patientId, coverId);
  }
}
