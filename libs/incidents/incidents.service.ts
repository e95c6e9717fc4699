import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { ReportedKind, WriteIncident } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { openActions } from './domain/reach.js';
import type { IncidentRow } from './incident.repository.js';
import { IncidentBooks } from './incident-books.js';
import { IncidentDoor } from './incident-door.js';
import { IncidentTraces } from './incident-traces.js';
import { incidentProblems } from './problems.js';

/** What people report, and say of an incident. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly door: IncidentDoor,
    private readonly books: IncidentBooks,
    private readonly traces: IncidentTraces,
  ) {}

  /** By a clinician of the patient. @throws `care.not-found` */
  async report(
    caller: Caller,
    patientId: string,
    { kind, words }: Readonly<{ kind: ReportedKind; words: string }>,
  ): Promise<string> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'chart', tx);
      const id = await this.books.open(tx, { patientId, kind, openedBy: caller.personId });
      await this.books.write(tx, { incidentId: id, patientId, authorId: caller.personId }, { kind: 'account', words });
      await this.traces.record(tx, caller, { id, patientId }, 'report-incident', kind);
      return id;
    });
  }

  /**
   * @throws `incidents.not-found` also for those who run the clinic; `incidents.reviewed`, `incidents.no-action`, `incidents.action-done`,
   *         `incidents.not-an-owner`
   */
  async write(caller: Caller, incidentId: string, said: WriteIncident): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.books.lock(tx, incidentId);
      const { incident, part } = await this.door.open(caller, incidentId, tx);
      if (part === 'clinic') throw incidentProblems.notFound();
      await this.requireFitting(tx, incident, said);
      const { id, patientId } = incident;
      await this.books.write(tx, { incidentId: id, patientId, authorId: caller.personId }, said);
      await this.traces.record(tx, caller, { id, patientId }, 'write-incident', said.kind);
    });
  }

  private async requireFitting(tx: Tx, incident: IncidentRow, said: WriteIncident): Promise<void> {
    if (said.kind !== 'done' && incident.reviewedAt !== null) throw incidentProblems.reviewed();
    if (said.kind === 'action' && !(await this.books.mayOwn(tx, incident.patientId, said.ownerId)))
      throw incidentProblems.notAnOwner();
    if (said.kind !== 'done') return;
    const entries = await this.books.entriesOf(tx, incident.id);
    if (!entries.some(({ id, kind }) => id === said.actionId && kind === 'action')) throw incidentProblems.noAction();
    if (!openActions(entries).some(({ id }) => id === said.actionId)) throw incidentProblems.actionDone();
  }
}
