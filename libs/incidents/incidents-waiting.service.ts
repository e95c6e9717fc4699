import { Injectable } from '@nestjs/common';

import { type Caller, Directory } from '#identity';
import { Database, type Tx } from '#platform';
import { IncidentRepository, type IncidentRow } from './incident.repository.js';
import { IncidentEntryRepository } from './incident-entry.repository.js';

/** Something of an incident that waits for one person: its review, or an action. */
export type IncidentWaiting = Readonly<{
  kind: 'incident-review' | 'incident-action';
  incidentId: string;
  patientId: string;
  at: Date;
}>;

/** What waits of incidents, and for whom. */
@Injectable()
export class IncidentsWaiting {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly incidents: IncidentRepository,
    private readonly entries: IncidentEntryRepository,
  ) {}

  /** The actions that the caller answers for; of the medical director also the reviews. */
  async list({ personId }: Caller): Promise<IncidentWaiting[]> {
    const { read } = this.database;
    const actions = (await this.entries.findOpenOf(read, personId)).map(({ incidentId, patientId, dueOn }) => ({
      ...{ kind: 'incident-action' as const, incidentId, patientId, at: dueOn },
    }));
    if (!(await this.directory.duties(read, personId)).has('medical-director')) return actions;
    const reviews = (await this.incidents.findUnreviewed(read)).map(({ id, patientId, openedAt }) => ({
      ...{ kind: 'incident-review' as const, incidentId: id, patientId, at: openedAt },
    }));
    return [...reviews, ...actions];
  }

  /** One that nobody has reviewed, nor can until the transaction ends; null when somebody has. */
  async unreviewed(tx: Tx, incidentId: string): Promise<IncidentRow | null> {
    await this.incidents.lock(tx, incidentId);
    const incident = await this.incidents.findById(tx, incidentId);
    return incident?.reviewedAt === null ? incident : null;
  }
}
