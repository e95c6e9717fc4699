import { Injectable } from '@nestjs/common';

import type { WorkItem } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { DosesWaiting } from '#protocols';
import { plainWork, type WorkSource } from './work-source.js';

/** Doses that therapists ask about, those that lack the caller's signature, and protocols whose end-point review is due. */
@Injectable()
export class DoseWork implements WorkSource {
  constructor(
    private readonly database: Database,
    private readonly waiting: DosesWaiting,
    private readonly identity: IdentityService,
  ) {}

  async items(caller: Caller): Promise<WorkItem[]> {
    const waiting = await this.waiting.list(caller);
    const people = await this.identity.people(this.database.read, [...new Set(waiting.map(({ patientId }) => patientId))]);
    return waiting.map(({ kind, id, patientId, at }) => ({
      ...{ kind, subjectId: id, patientId, code: null, ...plainWork },
      patientName: people.get(patientId)!.displayName,
      at: at.toISOString(),
    }));
  }
}
