import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import type { Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import { coverNeededUntil, type GateEvidence } from '#session-engine';
import type { OpenLog } from './open-log.js';

/** Who answers on call now, and until when somebody has to. */
@Injectable()
export class GateCover {
  constructor(
    private readonly alerts: AlertsService,
    private readonly scheduling: SchedulingService,
  ) {}

  /** Whose screen counts for the prescriber's: their own, and that of whoever watches for them while they are away. */
  async watchersFor(tx: Tx, prescriberId: string): Promise<string[]> {
    return [prescriberId, ...(await this.alerts.standInsOf(tx, [prescriberId]))];
  }

  async read(tx: Tx, { session, plan, now }: OpenLog): Promise<Pick<GateEvidence, 'onCallPersonId' | 'cover'>> {
    const onCall = await this.alerts.onCallAt(tx, new Date(now));
    const booked = (await this.scheduling.findMany(tx, [session.appointmentId])).get(session.appointmentId);
    const neededUntil = coverNeededUntil(plan, now, booked ? Date.parse(booked.endsAt) : now);
    return {
      onCallPersonId: onCall?.personId ?? null,
      cover: { until: await this.alerts.coveredUntil(tx, { from: now, to: neededUntil }), neededUntil },
    };
  }
}
