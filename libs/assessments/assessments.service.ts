import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database, type Db } from '#platform';
import { AssessmentReader } from './assessment-reader.js';
import { type Reviewed, SignalReviews } from './signal-reviews.js';

const SAFETY_FORM = 'c-ssrs';

/** Answers as those see them who care for a patient. */
@Injectable()
export class AssessmentsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly audit: Audit,
    private readonly reader: AssessmentReader,
    private readonly reviews: SignalReviews,
  ) {}

  /** All of a patient's answers, with scores and findings. @throws `care.not-found` */
  async read(caller: Caller, patientId: string) {
    await this.care.requireAccess(caller, patientId, 'assessments');
    const act = { action: 'read-assessments', objectType: 'questionnaire', subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    return this.reader.read(this.database.read, patientId);
  }

  /**
   * It opens the way to a dose again, so it takes what judging the gate takes: an assignment, and no record opened in an emergency.
   *
   * @throws `care.not-found`, `assessments.no-signal`, `assessments.reviewed`
   */
  async review(caller: Caller, patientId: string, signalId: string, reviewed: Reviewed): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'dose', tx);
      await this.reviews.review(tx, { patientId, signalId, personId: caller.personId }, reviewed);
      const act = { action: 'review-signal', objectType: 'assessment-signal', objectId: signalId, subjectPersonId: patientId };
      await this.audit.record(tx, caller, { ...act, reason: reviewed.outcome });
    });
  }

  /** As `read` tells it, for a context that has asked by itself whether its caller may know, and that records the act. */
  asTheyStand(db: Db, patientId: string) {
    return this.reader.read(db, patientId);
  }

  /** When the safety questions were last answered to the end; null: never. */
  safetyAnsweredAt(db: Db, patientId: string): Promise<Date | null> {
    return this.reader.completedAt(db, patientId, SAFETY_FORM);
  }
}
