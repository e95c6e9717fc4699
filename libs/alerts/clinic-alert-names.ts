import { Injectable } from '@nestjs/common';

import type { ClinicAlert } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database, type Tx } from '#platform';
import type { ClinicAlertRow } from './clinic-alert.repository.js';
import { ClinicAlertSightRepository } from './clinic-alert-sight.repository.js';
import { endsCalls } from './domain/who-ends.js';

/** Alerts as their reader sees them: who has taken one on, and whether they themselves have seen it. */
@Injectable()
export class ClinicAlertNames {
  constructor(
    private readonly database: Database,
    private readonly sights: ClinicAlertSightRepository,
    private readonly identity: IdentityService,
  ) {}

  /** @returns false when they had said so before */
  saw(tx: Tx, alertId: string, { personId }: Caller): Promise<boolean> {
    return this.sights.insert(tx, alertId, personId);
  }

  async of({ personId, role }: Caller, rows: readonly ClinicAlertRow[]): Promise<ClinicAlert[]> {
    const { read } = this.database;
    const people = await this.identity.people(
      read,
      rows.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? []),
    );
    const seen = await this.sights.findSeen(
      read,
      rows.map(({ id }) => id),
      personId,
    );
    return rows.map(({ id, kind, level, subjectId, aboutAt, raisedAt, acknowledgedAt, acknowledgedBy }) => ({
      ...{ id, kind, level, subjectId },
      aboutAt: aboutAt?.toISOString() ?? null,
      raisedAt: raisedAt.toISOString(),
      acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
      acknowledgedByName: (acknowledgedBy && people.get(acknowledgedBy)?.displayName) ?? null,
      isForClinician: !endsCalls(kind, role),
      isSeen: seen.has(id),
    }));
  }
}
