import { Injectable } from '@nestjs/common';

import type { CoursePause } from '#contracts';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { isPauseReason, PAUSE_REASONS } from './domain/pause-rules.js';
import { PauseRepository, type PauseRow } from './pause.repository.js';

/** Pauses as clinicians read them: in words, with who ended them and why. */
@Injectable()
export class PauseViews {
  constructor(
    private readonly pauses: PauseRepository,
    private readonly identity: IdentityService,
  ) {}

  /** All of one course. */
  async of(db: Db, patientId: string): Promise<CoursePause[]> {
    return this.worded(db, await this.pauses.findOf(db, patientId));
  }

  /** One view each, in the order of `rows`. */
  async worded(db: Db, rows: readonly PauseRow[]): Promise<CoursePause[]> {
    const people = await this.identity.people(
      db,
      rows.flatMap(({ endedBy }) => endedBy ?? []),
    );
    const views: CoursePause[] = [];
    for (const row of rows) {
      const note = row.endedAt === null ? null : await this.pauses.noteOf(db, row.id);
      views.push({ ...viewOf(row), endedByName: (row.endedBy && people.get(row.endedBy)?.displayName) ?? null, note });
    }
    return views;
  }
}

/** A rule that is gone by now keeps its id. */
const ruleOf = (reason: string) => (isPauseReason(reason) ? PAUSE_REASONS[reason] : { words: reason, source: 'an earlier rule' });

const viewOf = ({ id, reason, factAt, openedAt, endedAt, ending }: PauseRow) => ({
  ...{ id, reason, ...ruleOf(reason), ending },
  factAt: factAt.toISOString(),
  openedAt: openedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
