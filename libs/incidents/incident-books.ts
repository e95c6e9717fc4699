import { Injectable } from '@nestjs/common';

import type { ReportedKind, WriteIncident } from '#contracts';
import type { Tx } from '#platform';
import { IncidentRepository } from './incident.repository.js';
import { type AboutIncident, type EntryRow, IncidentEntryRepository } from './incident-entry.repository.js';
import { IncidentViews } from './incident-views.js';

/** Incidents and what is said of them, as they are written. */
@Injectable()
export class IncidentBooks {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly entries: IncidentEntryRepository,
    private readonly views: IncidentViews,
  ) {}

  open(tx: Tx, incident: Readonly<{ patientId: string; kind: ReportedKind; openedBy: string }>): Promise<string> {
    return this.incidents.insert(tx, incident);
  }

  lock(tx: Tx, incidentId: string): Promise<void> {
    return this.incidents.lock(tx, incidentId);
  }

  write(tx: Tx, about: AboutIncident, said: WriteIncident): Promise<void> {
    return this.entries.insert(tx, about, said);
  }

  entriesOf(tx: Tx, incidentId: string): Promise<EntryRow[]> {
    return this.entries.findOf(tx, [incidentId]);
  }

  async mayOwn(tx: Tx, patientId: string, ownerId: string): Promise<boolean> {
    return (await this.views.owners(tx, patientId)).some(({ personId }) => personId === ownerId);
  }

  /** @returns false when somebody has reviewed it before */
  review(tx: Tx, incidentId: string, by: string): Promise<boolean> {
    return this.incidents.review(tx, incidentId, by);
  }
}
