import { Injectable } from '@nestjs/common';

import type { WorkItem } from '#contracts';
import { PdmpDue } from '#credentials';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { plainWork, type WorkSource } from './work-source.js';

/** Looks at a monitoring programme that the caller has to repeat, where the patient is. */
@Injectable()
export class PdmpWork implements WorkSource {
  constructor(
    private readonly database: Database,
    private readonly due: PdmpDue,
    private readonly identity: IdentityService,
  ) {}

  async items(caller: Caller, now: Date): Promise<WorkItem[]> {
    const due = await this.due.list(caller, now.getTime());
    const people = await this.identity.people(
      this.database.read,
      due.map(({ patientId }) => patientId),
    );
    return due.map(({ patientId, place, until }) => ({
      ...{ kind: 'pdmp-due', subjectId: patientId, patientId, code: place, ...plainWork },
      patientName: people.get(patientId)!.displayName,
      at: new Date(until).toISOString(),
    }));
  }
}
