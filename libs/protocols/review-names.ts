import { Injectable } from '@nestjs/common';

import type { CourseReview } from '#contracts';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import type { PauseRow } from './pause.repository.js';
import { PauseViews } from './pause-views.js';

/** Open pauses by patient, with names. */
@Injectable()
export class ReviewNames {
  constructor(
    private readonly views: PauseViews,
    private readonly identity: IdentityService,
  ) {}

  /** In the order in which the first pause of each patient comes. */
  async of(db: Db, open: readonly PauseRow[]): Promise<CourseReview[]> {
    const patientIds = [...new Set(open.map(({ patientId }) => patientId))];
    const [people, pauses] = [await this.identity.people(db, patientIds), await this.views.worded(db, open)];
    return patientIds.map((patientId) => ({
      patientId,
      patientName: people.get(patientId)?.displayName ?? '',
      pauses: pauses.filter((_, i) => open[i]!.patientId === patientId),
    }));
  }
}
