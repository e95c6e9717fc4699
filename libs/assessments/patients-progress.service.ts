import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database, type Db } from '#platform';
import { AssessmentLists } from './assessment-lists.js';

/** How far patients have come with their questionnaires. */
@Injectable()
export class PatientsProgress {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly audit: Audit,
    private readonly lists: AssessmentLists,
  ) {}

  /** The caller's patients, those with open signals first. */
  async list(caller: Caller) {
    const patientIds = await this.care.patientsOf(caller, 'assessments');
    const patients = patientIds === 'all' ? [] : await this.lists.of(this.database.read, patientIds);
    const seen = patients.map(({ patientId }) => patientId);
    await this.audit.recordList(caller, { action: 'list-assessments', objectType: 'questionnaire' }, seen);
    return patients;
  }

  /** For a context that has asked by itself whether its caller may know. */
  of(db: Db, patientIds: readonly string[]) {
    return this.lists.of(db, patientIds);
  }
}
