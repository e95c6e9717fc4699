import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Clock, type Db } from '#platform';
import type { RuleId } from './domain/alert-rules.js';
import { ResponseRepository } from './response.repository.js';
import { SignalRepository } from './signal.repository.js';

const ASKS_SAFETY: ReadonlySet<RuleId> = new Set<RuleId>(['A1', 'A2', 'A11']);
/** From this level on a patient reads at once whom to call. */
const CRISIS_LEVEL = 2;

/** Whether a patient's answers ask for help now, and what comes next. */
@Injectable()
export class CrisisReader {
  constructor(
    private readonly signals: SignalRepository,
    private readonly responses: ResponseRepository,
    private readonly alerts: AlertsService,
    private readonly clock: Clock,
  ) {}

  /** Null once a clinician has reviewed everything. */
  async find(db: Db, patientId: string): Promise<Readonly<{ isSomebodyOnCall: boolean; nextForm: string | null }> | null> {
    const open = (await this.signals.findOf(db, [patientId])).filter(
      ({ reviewedAt, level }) => reviewedAt === null && level >= CRISIS_LEVEL,
    );
    if (!open.length) return null;
    const onCall = await this.alerts.onCallAt(db, await this.clock.now(db));
    const asking = open.filter(({ rule }) => ASKS_SAFETY.has(rule)).map(({ raisedAt }) => raisedAt.getTime());
    const safety = await this.responses.findNewestOf(db, patientId, 'c-ssrs');
    const isAsked = asking.length > 0 && (safety?.completedAt?.getTime() ?? 0) < Math.max(...asking);
    return { isSomebodyOnCall: onCall !== null, nextForm: isAsked ? 'c-ssrs' : null };
  }
}
