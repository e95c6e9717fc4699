import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import type { AppointmentType } from './domain/appointment-types.js';

/** How the clinic makes appointments; every version stays. */
@Injectable()
export class AppointmentTypeRepository {
  /** The newest version of each kind that the clinic has made. */
  findNewest(on: Reader): Promise<AppointmentType[]> {
    return on.sql<AppointmentType>`
      SELECT DISTINCT ON (kind) kind, version, length_min AS "lengthMin", grid_min AS "gridMin", notice_min AS "noticeMin",
        pause_before_min AS "pauseBeforeMin", pause_after_min AS "pauseAfterMin", patients_book AS "patientsBook",
        patients_per_staff AS "patientsPerStaff", parts
      FROM appointment_type ORDER BY kind, version DESC`;
  }

  /** @returns false when there is such a version */
  async insert(tx: Tx, { kind, version, parts, ...type }: AppointmentType, changedBy: string): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO appointment_type (kind, version, length_min, grid_min, notice_min, pause_before_min, pause_after_min, patients_book,
        patients_per_staff, parts, changed_by)
      VALUES (${kind}::appointment_kind, ${version}, ${type.lengthMin}, ${type.gridMin}, ${type.noticeMin}, ${type.pauseBeforeMin},
              ${type.pauseAfterMin}, ${type.patientsBook}, ${type.patientsPerStaff}, ${JSON.stringify(parts)}::jsonb, ${changedBy})
      ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }
}
