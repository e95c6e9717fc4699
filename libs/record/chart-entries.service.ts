import { Injectable } from '@nestjs/common';

import type { ChartEntryKind, CodeSystem } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { ChartDoor } from './chart-door.js';
import { ChartEntryRepository } from './chart-entry.repository.js';
import { recordProblems } from './problems.js';

export type Entered = Readonly<{
  kind: ChartEntryKind;
  text: string;
  detail?: string | undefined;
  code?: Readonly<{ system: CodeSystem; code: string }> | undefined;
  criticality?: 'low' | 'high' | undefined;
}>;

/** Writes into the chart: what is new stands beside what was, and what is wrong is marked. */
@Injectable()
export class ChartEntriesService {
  constructor(
    private readonly database: Database,
    private readonly door: ChartDoor,
    private readonly entries: ChartEntryRepository,
    private readonly identity: IdentityService,
  ) {}

  /** @throws `care.not-found` */
  add(caller: Caller, patientId: string, { kind, text, detail, code, criticality }: Entered): Promise<{ entryId: string }> {
    return this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId, { action: 'add-chart-entry' });
      const entryId = await this.entries.insert(tx, {
        ...{ patientId, kind, text, detail: detail || null, recordedBy: caller.personId },
        ...{ codeSystem: code?.system ?? null, code: code?.code ?? null, criticality: criticality ?? null },
      });
      return { entryId };
    });
  }

  /** @throws `care.not-found`, `record.no-entry` also for one that has ended so before */
  async end(caller: Caller, patientId: string, entryId: string, as: 'over' | 'entered-in-error'): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId, { id: entryId, action: 'end-chart-entry' });
      if (!(await this.entries.end(tx, { id: entryId, patientId, as, by: caller.personId }))) throw recordProblems.noEntry();
    });
  }

  /** Somebody has asked whether anything is new. @throws `care.not-found` */
  reviewMedicines(caller: Caller, patientId: string): Promise<{ at: string; byName: string }> {
    return this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId, { action: 'review-medicines' });
      await this.entries.insertReview(tx, patientId, caller.personId);
      const review = (await this.entries.findReview(tx, patientId))!;
      const { displayName } = await this.identity.person(tx, review.reviewedBy);
      return { at: review.reviewedAt.toISOString(), byName: displayName };
    });
  }
}
