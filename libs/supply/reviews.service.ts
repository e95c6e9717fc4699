import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { supplyProblems } from './problems.js';
import { type CountReview, SupplyBooks } from './supply-books.js';

/** A count that differs is ended by a clinician who says what was found, and by nothing else. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly books: SupplyBooks,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found`, `supply.no-discrepancy`, `supply.own-count`, `supply.reviewed` */
  async review(caller: Caller, patientId: string, discrepancyId: string, review: CountReview): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'dose', tx);
      const found = await this.books.find(tx, patientId, discrepancyId);
      if (!found) throw supplyProblems.noDiscrepancy();
      if (found.countedBy === caller.personId) throw supplyProblems.ownCount();
      await this.books.agree(tx, found, review, caller.personId);
      const act = { action: 'review-count', objectType: 'supply-discrepancy', objectId: discrepancyId };
      await this.audit.record(tx, caller, { ...act, subjectPersonId: patientId, reason: review.finding });
    });
  }
}
