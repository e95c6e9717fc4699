import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import type { CompanionStep } from './domain/companion-readiness.js';

export type NewStep = Readonly<{
  personId: string;
  step: CompanionStep;
  version: number;
  isPassed: boolean;
  /** Themselves, or who of the clinic heard it from them by telephone. */
  recordedBy: string;
}>;
export type StepRow = Omit<NewStep, 'personId'> & Readonly<{ at: Date }>;

/** What companions have done to be ready: only ever added to. */
@Injectable()
export class CompanionStepRepository {
  async insert(tx: Tx, { personId, step, version, isPassed, recordedBy }: NewStep): Promise<void> {
    await tx.sql`
      INSERT INTO companion_step (id, person_id, step, version, is_passed, recorded_by)
      VALUES (${randomUUID()}, ${personId}, ${step}::companion_step_kind, ${version}, ${isPassed}, ${recordedBy})`;
  }

  /** The newest of each step. */
  findLast(on: Reader, personId: string): Promise<StepRow[]> {
    return on.sql<StepRow>`
      SELECT DISTINCT ON (step) step, version, is_passed AS "isPassed", recorded_by AS "recordedBy", at
      FROM companion_step WHERE person_id = ${personId} ORDER BY step, at DESC, id`;
  }
}
