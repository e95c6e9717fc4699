import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { type Audience, audiencesOf, initialState, type Level, ladderOf, replay } from '#session-engine';
import { LogRepository } from './log.repository.js';
import { sessionProblems } from './problems.js';
import { SessionRepository } from './session.repository.js';

/** Whom a tier of a session's alert calls, as ids and audiences; `isSettled` once a person has acknowledged or closed it. */
export type PagingContext = Readonly<{
  patientId: string;
  people: Readonly<{ chaperoneId: string; therapistId: string; prescriberId: string; onSiteIds: readonly string[] }>;
  audiences: readonly Audience[];
  level: Level;
  isSettled: boolean;
}>;

@Injectable()
export class PagingContextReader {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly logs: LogRepository,
  ) {}

  /** @throws `sessions.not-found` */
  async read(tx: Tx, sessionId: string, alertId: string, tier: number): Promise<PagingContext> {
    const session = await this.sessions.findById(tx, sessionId);
    if (!session) throw sessionProblems.notFound({ sessionId });
    const { alerts, onSite = [] } = replay(session.plan, await this.logs.findAfter(sessionId, 0, tx), initialState());
    const alert = alerts.find(({ id }) => id === alertId);
    const { chaperoneId, therapistId, prescriberId, patientId } = session;
    if (!alert) throw sessionProblems.notFound({ sessionId });
    const audiences = audiencesOf(ladderOf(session.plan, alert.kind, alert.startLevel), tier);
    const isSettled = alert.acknowledgedAt !== undefined || alert.closedAt !== undefined;
    const onSiteIds = onSite.map(({ personId }) => personId);
    return { patientId, people: { chaperoneId, therapistId, prescriberId, onSiteIds }, audiences, level: alert.level, isSettled };
  }
}
