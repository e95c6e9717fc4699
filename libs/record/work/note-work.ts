import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { WorkItem } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { NoteRepository, type Shelf } from '../note.repository.js';
import { plainWork, type WorkSource } from './work-source.js';

/** The caller's drafts about patients whom they still care for. */
@Injectable()
export class NoteWork implements WorkSource {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly notes: NoteRepository,
    private readonly identity: IdentityService,
  ) {}

  async items(caller: Caller): Promise<WorkItem[]> {
    const db = this.database.read;
    const patients = new Set(await this.care.patientsOf(caller, 'chart-write'));
    const unsigned = async (shelf: Shelf) =>
      (await this.notes.findUnsigned(db, shelf, caller.personId)).map(({ id, patientId, begunAt }) => ({
        shelf,
        id,
        patientId,
        begunAt,
      }));
    const all = [...(await unsigned('chart')), ...(await unsigned('apart'))];
    const drafts = all.filter(({ patientId }) => patients.has(patientId));
    const people = await this.identity.people(db, [...new Set(drafts.map(({ patientId }) => patientId))]);
    return drafts.map(({ shelf, id, patientId, begunAt }) => ({
      ...{ kind: 'note-unsigned', subjectId: id, patientId, code: shelf, ...plainWork },
      patientName: people.get(patientId)!.displayName,
      at: begunAt.toISOString(),
    }));
  }
}
