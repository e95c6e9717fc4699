import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { AftercareCheck } from '#contracts';
import type { Caller } from '#identity';
import { Clock, Database } from '#platform';
import { type AnswerRow, CheckRepository, type CheckRow } from './check.repository.js';
import { isAnswerable } from './domain/answerable.js';

/** Two of each session: as many sessions as a course has before it is looked at. */
const MOST = 24;

/** What a patient was asked after their sessions, and what they said. */
@Injectable()
export class AftercareViews {
  constructor(
    private readonly database: Database,
    private readonly checks: CheckRepository,
    private readonly care: CareService,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** The newest first. @throws `care.not-found` */
  async of(caller: Caller, patientId: string): Promise<AftercareCheck[]> {
    const { read } = this.database;
    await this.care.requireAccess(caller, patientId, 'session');
    const act = { action: 'read-aftercare', objectType: 'aftercare-check', objectId: patientId, subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    const rows = await this.checks.findOf(read, patientId, MOST);
    const answers = await this.checks.answersOf(
      read,
      rows.map(({ id }) => id),
    );
    const now = (await this.clock.now()).getTime();
    return rows.map((row) => viewOf(row, answers, now));
  }
}

const viewOf = (row: CheckRow, answers: readonly AnswerRow[], now: number): AftercareCheck => ({
  ...{ checkId: row.id, sessionId: row.sessionId, kind: row.kind },
  ...{ dischargedAt: row.dischargedAt.toISOString(), askAt: row.askAt.toISOString(), callAt: row.callAt.toISOString() },
  closedAt: row.closedAt?.toISOString() ?? null,
  mayAnswer: isAnswerable(row.dischargedAt.getTime(), now),
  answers: answers
    .filter(({ checkId }) => checkId === row.id)
    .map(({ feeling, mood, isSomebodyThere, at }) => ({ feeling, mood, isSomebodyThere, at: at.toISOString() })),
});
