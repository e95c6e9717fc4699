import { Injectable } from '@nestjs/common';

import type { ScreeningRow } from '#contracts';
import type { Caller } from '#identity';
import type { Db } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { toHandOff } from './case-views.js';
import { Clinicians } from './clinicians.js';
import { dueOf } from './domain/next.js';
import { HandOffRepository } from './hand-off.repository.js';
import { Standings } from './standings.js';
import { UnopenedCases } from './unopened-cases.js';

/** The three parts of a work list. */
@Injectable()
export class WorkRows {
  constructor(
    private readonly cases: CaseRepository,
    private readonly handOffs: HandOffRepository,
    private readonly standings: Standings,
    private readonly clinicians: Clinicians,
    private readonly waiting: UnopenedCases,
  ) {}

  async offered(db: Db, { personId }: Caller) {
    const rows = await this.handOffs.findOfferedTo(db, personId);
    const named = await this.clinicians.named(
      db,
      rows.flatMap(({ patientId, fromId, toId }) => [patientId, fromId, toId]),
    );
    const now = await this.standings.now();
    return rows
      .filter(({ until }) => until > now)
      .map((row) => ({
        patientId: row.patientId,
        patientName: named(row.patientId).displayName,
        handOff: toHandOff(row, named),
      }));
  }

  /** What is due soonest first; what is never due comes last. */
  async own(db: Db, { personId }: Caller): Promise<ScreeningRow[]> {
    const cases = await this.cases.findOwnedBy(db, personId);
    const standings = await this.standings.of(db, cases);
    const named = await this.clinicians.named(
      db,
      cases.map(({ patientId }) => patientId),
    );
    const now = (await this.standings.now()).getTime();
    const rows = cases.map((found) => toRow(found, named(found.patientId).displayName, dueOf(standings.get(found.id)!), now));
    return rows
      .filter(({ next }) => next !== 'nothing')
      .toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || a.patientName.localeCompare(b.patientName));
  }

  unopened(db: Db, caller: Caller) {
    return this.waiting.of(db, caller);
  }
}

type Due = ReturnType<typeof dueOf>;
const toRow = (
  { patientId, state, stateSince }: CaseRow,
  patientName: string,
  { step, dueAt }: Due,
  now: number,
): ScreeningRow => ({
  ...{ patientId, patientName, state, next: step, since: stateSince.toISOString() },
  dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
  isOverdue: dueAt !== null && dueAt < now,
});
