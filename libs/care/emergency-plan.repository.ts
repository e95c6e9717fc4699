import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { WriteEmergencyPlan } from '#contracts';
import type { Reader, Tx } from '#platform';

/** `jurisdiction`: ISO 3166-2 of the address. */
export type ClinicPlan = WriteEmergencyPlan & Readonly<{ writtenBy: string; writtenAt: Date }>;

/** What is done in the clinic when something goes wrong: each writing is a row, and the newest holds. */
@Injectable()
export class EmergencyPlanRepository {
  async insert(tx: Tx, plan: WriteEmergencyPlan, by: string): Promise<void> {
    const { addressLine, jurisdiction, entryNote, localEmergencyNumber, steps } = plan;
    await tx.sql`
      INSERT INTO clinic_emergency_plan (id, address_line, jurisdiction, entry_note, local_emergency_number, steps, written_by)
      VALUES (${randomUUID()}, ${addressLine}, ${jurisdiction}, ${entryNote}, ${localEmergencyNumber}, ${steps}, ${by})`;
  }

  /** Null while nobody has written one. */
  async newest(on: Reader): Promise<ClinicPlan | null> {
    const [row] = await on.sql<ClinicPlan>`
      SELECT address_line AS "addressLine", jurisdiction, entry_note AS "entryNote", local_emergency_number AS "localEmergencyNumber",
        steps, written_by AS "writtenBy", written_at AS "writtenAt"
      FROM clinic_emergency_plan ORDER BY written_at DESC, id DESC LIMIT 1`;
    return row ?? null;
  }
}
