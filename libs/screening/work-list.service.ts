import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { WorkRows } from './work-rows.js';

/** What waits for a clinician: offers to them, their cases, and patients who answer and whose case nobody has opened. */
@Injectable()
export class WorkList {
  constructor(
    private readonly database: Database,
    private readonly rows: WorkRows,
    private readonly audit: Audit,
  ) {}

  async read(caller: Caller) {
    const db = this.database.read;
    const [offered, own, unopened] = [
      await this.rows.offered(db, caller),
      await this.rows.own(db, caller),
      await this.rows.unopened(db, caller),
    ];
    const seen = [...offered, ...own, ...unopened].map(({ patientId }) => patientId);
    await this.audit.recordList(caller, { action: 'list-screenings', objectType: 'screening' }, new Set(seen));
    return { offered, own, unopened };
  }
}
