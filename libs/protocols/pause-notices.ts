import { Injectable } from '@nestjs/common';

import { AlertsService, ClinicLadder } from '#alerts';
import { CareService } from '#care';
import { HOUR } from '#kernel';
import { Clock, Outbox, type Tx } from '#platform';
import { coursePaused, reviewDue, reviewDueKey } from './messages.js';
import type { PauseRow } from './pause.repository.js';

/** Between a doctor's visit and an alarm: the event itself has called people already, where it had to. */
const LEVEL = 2;

/** Who hears of a paused course: a row on the list at once, and calls when nobody has looked in time. */
@Injectable()
export class PauseNotices {
  constructor(
    private readonly alerts: AlertsService,
    private readonly ladder: ClinicLadder,
    private readonly care: CareService,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** @param pauseId one of those that were opened together: they are looked at together */
  async opened(tx: Tx, patientId: string, pauseId: string): Promise<void> {
    await this.alerts.raise(tx, { kind: 'course-paused', level: LEVEL, subjectId: pauseId, patientId });
    await this.outbox.append(tx, coursePaused, { patientId });
    const { courseReviewHours } = await this.care.settings(tx);
    const dueAt = new Date((await this.clock.now(tx)).getTime() + courseReviewHours * HOUR);
    await this.outbox.append(tx, reviewDue, { pauseId }, { dueAt, key: reviewDueKey(pauseId), isFirst: true });
  }

  climb(tx: Tx, { id, patientId }: Pick<PauseRow, 'id' | 'patientId'>): Promise<void> {
    return this.ladder.raise(tx, { kind: 'course-review-overdue', level: LEVEL, subjectId: id, patientId }, 'same-day');
  }

  /** A prescriber has decided: nobody is called any more. */
  async settle(tx: Tx, pauses: readonly Pick<PauseRow, 'id'>[]): Promise<void> {
    for (const { id } of pauses) {
      await this.outbox.void(tx, reviewDueKey(id));
      await this.ladder.settle(tx, 'course-paused', id);
      await this.ladder.settle(tx, 'course-review-overdue', id);
    }
  }
}
