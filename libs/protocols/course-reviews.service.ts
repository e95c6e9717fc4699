import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { CourseReview } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { PauseRepository } from './pause.repository.js';
import { ReviewNames } from './review-names.js';

/** Paused courses, for those who look at them. */
@Injectable()
export class CourseReviewsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly pauses: PauseRepository,
    private readonly names: ReviewNames,
    private readonly audit: Audit,
  ) {}

  /** The caller's patients whose course is paused; whoever waits longest comes first. */
  async list(caller: Caller): Promise<CourseReview[]> {
    const patientIds = await this.care.patientsOf(caller, 'assessments');
    const open = await this.pauses.findOpen(this.database.read, patientIds);
    const reviews = await this.names.of(this.database.read, open);
    const seen = reviews.map(({ patientId }) => patientId);
    await this.audit.recordList(caller, { action: 'list-course-reviews', objectType: 'protocol' }, seen);
    return reviews;
  }

  /** Whether a patient's own course is paused; not why: a person tells them. @throws `care.not-found` */
  async own(caller: Caller, patientId: string): Promise<{ pausedSince: string | null }> {
    await this.care.requireAccess(caller, patientId, 'own');
    await this.audit.recordRead(caller, { action: 'read-own-course', objectType: 'protocol', subjectPersonId: patientId });
    const [oldest] = await this.pauses.findOpen(this.database.read, [patientId]);
    return { pausedSince: oldest?.openedAt.toISOString() ?? null };
  }
}
