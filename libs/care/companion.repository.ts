import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';

export type CompanionPart = 'first' | 'backup';
/** Who comes along with a patient, since when. */
export type CompanionTie = Readonly<{ personId: string; part: CompanionPart; since: Date }>;

/** Who comes along with patients. */
@Injectable()
export class CompanionRepository {
  /** Those who come now; of a part that two have the newer first. */
  findOf(on: Reader, patientId: string): Promise<CompanionTie[]> {
    return on.sql<CompanionTie>`
      SELECT person_id AS "personId", CASE reason WHEN 'backup' THEN 'backup' ELSE 'first' END AS part, starts_at AS since
      FROM care_assignment WHERE patient_id = ${patientId} AND reason IN ('chaperone', 'backup') AND ends_at IS NULL
      ORDER BY starts_at DESC, id`;
  }

  /** Everybody who has ever come along with a patient. */
  async findEver(on: Reader, patientId: string): Promise<string[]> {
    const rows = await on.sql<{ id: string }>`
      SELECT DISTINCT person_id AS id FROM care_assignment WHERE patient_id = ${patientId} AND reason IN ('chaperone', 'backup')`;
    return rows.map(({ id }) => id);
  }

  /** Whoever has this part of a patient, and this person in any part, has it no more. */
  async end(tx: Tx, patientId: string, part: CompanionPart, personId: string | null, by: string): Promise<void> {
    await tx.sql`
      UPDATE care_assignment SET ends_at = greatest(app_now(), starts_at), ended_by = ${by}, ended_for = 'companion'
      WHERE patient_id = ${patientId} AND reason IN ('chaperone', 'backup') AND ends_at IS NULL
        AND (reason = ${part === 'backup' ? 'backup' : 'chaperone'}::assignment_reason OR person_id = ${personId}::uuid)`;
  }
}
