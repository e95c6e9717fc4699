import { Injectable } from '@nestjs/common';

import { CareService, careProblems } from '#care';
import { type Caller, Directory } from '#identity';
import { Database, type Tx } from '#platform';
import type { Part } from './domain/reach.js';
import { type IncidentPage, IncidentRepository, type IncidentRow, type Whose } from './incident.repository.js';
import { incidentProblems } from './problems.js';

export type Opened = Readonly<{ incident: IncidentRow; part: Part; isDirector: boolean }>;

/** Who may see an incident: its patient's clinicians, the medical director, and without its words those who run the clinic. */
@Injectable()
export class IncidentDoor {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly directory: Directory,
    private readonly incidents: IncidentRepository,
  ) {}

  /** @throws `incidents.not-found` */
  async open(caller: Caller, incidentId: string, tx?: Tx): Promise<Opened> {
    const db = tx ?? this.database.read;
    const incident = await this.incidents.findById(db, incidentId);
    if (!incident) throw incidentProblems.notFound();
    const isDirector = (await this.directory.duties(db, caller.personId)).has('medical-director');
    const part = await this.partOf(caller, incident, isDirector, tx);
    if (!part) throw incidentProblems.notFound();
    return { incident, part, isDirector };
  }

  /** @throws `care.not-your-duty` for everybody but the medical director, whether or not there is anything to review */
  async requireDirector({ personId }: Caller): Promise<void> {
    if (!(await this.directory.duties(this.database.read, personId)).has('medical-director')) throw careProblems.notYourDuty();
  }

  /** Incidents that the caller may see, the last first; one more than the page holds where there is one. */
  async page(caller: Caller, page: IncidentPage): Promise<IncidentRow[]> {
    return this.incidents.findPage(this.database.read, await this.whose(caller), page);
  }

  private async whose(caller: Caller): Promise<Whose> {
    if (caller.role === 'admin') return 'all';
    if ((await this.directory.duties(this.database.read, caller.personId)).has('medical-director')) return 'all';
    return this.care.patientsOf(caller, 'chart');
  }

  private async partOf(caller: Caller, { patientId }: IncidentRow, isDirector: boolean, tx?: Tx): Promise<Part | null> {
    if (caller.role === 'admin') return 'clinic';
    if (await this.care.findGround(caller, patientId, 'chart', tx)) return 'team';
    return isDirector ? 'director' : null;
  }
}
