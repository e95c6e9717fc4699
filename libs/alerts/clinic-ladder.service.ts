import { Injectable } from '@nestjs/common';

import { Clock, Outbox, type Tx } from '#platform';
import { ClinicAlertRepository, type NewClinicAlert } from './clinic-alert.repository.js';
import { ClinicAlertPageRepository } from './clinic-alert-page.repository.js';
import { CLINIC_LADDERS, clinicTier, isLadder, type LadderName, untilNextTier } from './domain/clinic-ladders.js';
import { LadderPeople } from './ladder-people.js';
import { clinicAlertClimbed, clinicAlertKey } from './messages.js';

/** Who is to be told now, and how grave it is. */
export type ClimbedAlert = Readonly<{ personIds: readonly string[]; level: number }>;

/** Alerts of the clinic that call people until somebody takes them on. */
@Injectable()
export class ClinicLadder {
  constructor(
    private readonly alerts: ClinicAlertRepository,
    private readonly pages: ClinicAlertPageRepository,
    private readonly people: LadderPeople,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Raises an alert, once per kind and subject, and calls the first people in the same transaction's outbox. */
  async raise(tx: Tx, alert: NewClinicAlert, ladder: LadderName): Promise<void> {
    const alertId = await this.alerts.insert(tx, alert, ladder);
    if (alertId)
      await this.outbox.append(tx, clinicAlertClimbed, { alertId, tier: 1 }, { key: clinicAlertKey(alertId, 1), isFirst: true });
  }

  /** What the alert told of is dealt with: it calls nobody any more. */
  async settle(tx: Tx, kind: NewClinicAlert['kind'], subjectId: string): Promise<void> {
    for (const alertId of await this.alerts.close(tx, kind, subjectId)) await this.outbox.void(tx, clinicAlertKey(alertId));
  }

  /**
   * One tier of an alert, and the row of the next one; nothing once a person has taken it on.
   *
   * @returns the people who are to be told now
   */
  async climb(tx: Tx, alertId: string, number: number): Promise<ClimbedAlert> {
    const alert = await this.alerts.findClimbing(tx, alertId);
    if (!alert || alert.isOver || !isLadder(alert.ladder)) return { personIds: [], level: 0 };
    const plan = CLINIC_LADDERS[alert.ladder];
    const tier = clinicTier(plan, number);
    const level = Math.max(alert.level, tier.level);
    await this.alerts.climb(tx, alertId, number, level);
    const called = await this.people.of(tx, tier, { alertId, patientId: alert.patientId });
    const dueAt = new Date((await this.clock.now(tx)).getTime() + untilNextTier(plan, number));
    const next = number + 1;
    await this.outbox.append(tx, clinicAlertClimbed, { alertId, tier: next }, { dueAt, key: clinicAlertKey(alertId, next) });
    return { personIds: await this.pages.insert(tx, alertId, number, called), level };
  }
}
