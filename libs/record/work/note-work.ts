import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { WorkItem } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { NoteRepository, type Shelf } from '../note.repository.js';
import { NoteErrorRepository } from '../note-error.repository.js';
import { plainWork, type WorkSource } from './work-source.js';

/** The caller's drafts about patients whom they still care for, and drafts about these of those who do no more. */
@Injectable()
export class NoteWork implements WorkSource {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly notes: NoteRepository,
    private readonly errors: NoteErrorRepository,
    private readonly identity: IdentityService,
  ) {}

  async items(caller: Caller): Promise<WorkItem[]> {
    const db = this.database.read;
    const patientIds = await this.care.patientsOf(caller, 'chart-write');
    if (patientIds === 'all') return []; // nobody writes into every chart
    const left = await this.errors.findLeft(db, patientIds);
    const own = await this.own(caller, new Set(patientIds), new Set(left.flatMap((one) => (one.isInError ? one.noteId : []))));
    const ids = new Set(own.map(({ subjectId }) => subjectId));
    const others = left.filter((one) => !one.isInError && !ids.has(one.noteId));
    const waiting = [...own, ...others.map((one) => ({ ...one, subjectId: one.noteId, kind: 'note-left' as const, code: null }))];
    const people = await this.identity.people(db, [...new Set(waiting.map(({ patientId }) => patientId))]);
    return waiting.map(({ kind, subjectId, patientId, code, begunAt }) => ({
      ...{ kind, subjectId, patientId, code, ...plainWork },
      patientName: people.get(patientId)!.displayName,
      at: begunAt.toISOString(),
    }));
  }

  /** On both shelves; nothing of what was marked: nobody signs that any more. */
  private async own({ personId }: Caller, patients: ReadonlySet<string>, marked: ReadonlySet<string>) {
    const unsigned = async (shelf: Shelf) =>
      (await this.notes.findUnsigned(this.database.read, shelf, personId))
        .filter(({ id, patientId }) => patients.has(patientId) && !marked.has(id))
        .map(({ id: subjectId, patientId, begunAt }) => ({
          ...{ kind: 'note-unsigned' as const, code: shelf, subjectId, patientId, begunAt },
        }));
    return [...(await unsigned('chart')), ...(await unsigned('apart'))];
  }
}
