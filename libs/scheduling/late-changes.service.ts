import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { LateChange } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { ChangesService } from './changes.service.js';

/** The list of late changes as admins see and decide it. */
@Injectable()
export class LateChangesService {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangesService,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  async list(caller: Caller): Promise<LateChange[]> {
    const rows = await this.changes.findLate();
    const ids = rows.flatMap(({ patientId, decidedBy }) => [patientId, ...(decidedBy ? [decidedBy] : [])]);
    const people = await this.identity.people(this.database.read, [...new Set(ids)]);
    const nameOf = (id: string | null) => (id ? (people.get(id)?.displayName ?? null) : null);
    const act = { action: 'list-late-changes', objectType: 'appointment-change' };
    await this.audit.recordList(caller, act, new Set(rows.map(({ patientId }) => patientId)));
    return rows.map(({ fromAt, toAt, changedAt, decidedBy, ...row }) => ({
      ...row,
      patientName: nameOf(row.patientId) ?? '',
      fromAt: fromAt.toISOString(),
      toAt: toAt?.toISOString() ?? null,
      changedAt: changedAt.toISOString(),
      decidedByName: nameOf(decidedBy),
    }));
  }

  /** @throws `scheduling.no-change`, `scheduling.change-decided` */
  async decide(caller: Caller, id: string, decision: 'waived' | 'charged', reason: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const subjectPersonId = await this.changes.decide(tx, id, decision, caller.personId, reason);
      const act = { action: `late-fee-${decision}`, objectType: 'appointment-change', objectId: id, subjectPersonId, reason };
      await this.audit.record(tx, caller, act);
    });
  }
}
