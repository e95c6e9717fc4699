import { Injectable } from '@nestjs/common';

import type { Reader } from '#platform';

/** Whether somebody is in a session in which the dose was released or taken, and which is not over. */
@Injectable()
export class DosedNow {
  async is(on: Reader, patientId: string): Promise<boolean> {
    const rows = await on.sql`
      SELECT 1 FROM dosing_session WHERE patient_id = ${patientId} AND discharged_at IS NULL AND aborted_at IS NULL
        AND (released_at IS NOT NULL OR dosed_at IS NOT NULL) LIMIT 1`;
    return rows.length > 0;
  }
}
