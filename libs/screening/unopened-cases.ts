import { Injectable } from '@nestjs/common';

import { PatientsProgress } from '#assessments';
import { CareService } from '#care';
import type { Caller } from '#identity';
import type { Db } from '#platform';
import { CaseRepository } from './case.repository.js';

/** Patients of a clinician who have begun to answer, and whose case nobody has opened. */
@Injectable()
export class UnopenedCases {
  constructor(
    private readonly care: CareService,
    private readonly progress: PatientsProgress,
    private readonly cases: CaseRepository,
  ) {}

  async of(db: Db, caller: Caller) {
    const patientIds = await this.care.patientsOf(caller, 'screening');
    if (patientIds === 'all') return [];
    const opened = new Set((await this.cases.findMany(db, patientIds)).map(({ patientId }) => patientId));
    const others = patientIds.filter((patientId) => !opened.has(patientId));
    const progress = others.length ? await this.progress.of(db, others) : [];
    return progress
      .flatMap(({ patientId, patientName, lastAnswerAt }) => (lastAnswerAt ? [{ patientId, patientName, lastAnswerAt }] : []))
      .toSorted((a, b) => a.lastAnswerAt.localeCompare(b.lastAnswerAt));
  }
}
