import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Problem } from '#kernel';
import type { Tx } from '#platform';
import type { Level, NewEntry } from '#session-engine';
import { LogRepository } from './log.repository.js';
import type { OpenLog } from './open-log.js';
import { SessionLog } from './session-log.service.js';

/** Urgent: somebody may have swallowed what is not released, and no safety check is due of them. */
const LEVEL: Level = 3;
/** With these nothing was swallowed that nobody watches. */
const HARMLESS: ReadonlySet<unknown> = new Set(['not-your-part', 'already-dosed']);

/** A dose that was in the patient's hand, is not released any more, and was taken all the same, as they say: a person has to look. */
@Injectable()
export class RefusedDoses {
  constructor(
    private readonly log: SessionLog,
    private readonly logs: LogRepository,
  ) {}

  /**
   * Calls people because of what the log has refused, if that is what it was. The entry stays refused, and its author is told so.
   *
   * @param entry   that was refused; sent again it calls nobody again, nor does another one while the call is open
   * @param refusal as it was thrown
   * @returns       whether there is a call for it, which has to be kept
   */
  async raise(tx: Tx, log: OpenLog, entry: NewEntry, refusal: unknown): Promise<boolean> {
    if (!(await this.isTold(tx, log, entry, refusal))) return false;
    const alertId = `dose-refused-${entry.id}`;
    const isCalled = log.state.alerts.some(({ id, kind, closedAt }) => id === alertId || (kind === 'dose-refused' && !closedAt));
    if (isCalled) return true;
    const at = {
      id: randomUUID(),
      happenedAt: log.now,
      recordedAt: log.now,
      author: { personId: null, role: 'system' },
    } as const;
    const alert = { alertId, kind: 'dose-refused', level: LEVEL, tier: 1 } as const;
    await this.log.append(tx, log, { ...at, type: 'alert', payload: alert }, null);
    return true;
  }

  private async isTold(tx: Tx, { session, state }: OpenLog, { type, author }: NewEntry, refusal: unknown): Promise<boolean> {
    if (type !== 'dose-taken' || author.role !== 'patient' || state.dosedAt !== undefined) return false;
    if (!(refusal instanceof Problem) || HARMLESS.has(refusal.facts['reason'])) return false;
    return this.logs.hasRelease(tx, session.id);
  }
}
