import { Injectable } from '@nestjs/common';

import type { WorkItem } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { IncidentsWaiting } from '#incidents';
import { Database } from '#platform';
import { plainWork, type WorkSource } from './work-source.js';

/** Incidents to review, and actions that the caller answers for. */
@Injectable()
export class IncidentWork implements WorkSource {
  constructor(
    private readonly database: Database,
    private readonly waiting: IncidentsWaiting,
    private readonly identity: IdentityService,
  ) {}

  async items(caller: Caller): Promise<WorkItem[]> {
    const waiting = await this.waiting.list(caller);
    const people = await this.identity.people(this.database.read, [...new Set(waiting.map(({ patientId }) => patientId))]);
    return waiting.map(({ kind, incidentId, patientId, at }) => ({
      ...{ kind, subjectId: incidentId, patientId, code: null, ...plainWork },
      patientName: people.get(patientId)!.displayName,
      at: at.toISOString(),
    }));
  }
}
