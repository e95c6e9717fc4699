import { Injectable } from '@nestjs/common';

import { AssessmentsService } from '#assessments';
import type { Caller } from '#identity';
import type { Db } from '#platform';
import { NoteRepository } from './note.repository.js';
import { NoteViews } from './note-views.js';

/** What was found in a patient's answers, and what the team has written. The caller was let in before. */
@Injectable()
export class ChartClinical {
  constructor(
    private readonly assessments: AssessmentsService,
    private readonly notes: NoteRepository,
    private readonly views: NoteViews,
  ) {}

  /** `written`: the medicines by the patient's answers. */
  async of(db: Db, caller: Caller, patientId: string) {
    const { patientName, findings, notChecked, signals, isItem9Overdue, medicines } = await this.assessments.asTheyStand(
      db,
      patientId,
    );
    const rows = await this.notes.findAll(db, 'chart', { patientId, readerId: caller.personId });
    return {
      ...{ patientName, findings, notChecked, isItem9Overdue },
      signals: signals.filter(({ reviewedAt }) => reviewedAt === null),
      written: medicines.map(({ written }) => written),
      notes: await this.views.of(db, 'chart', caller.personId, rows),
    };
  }
}
