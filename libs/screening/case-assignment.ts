import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import type { CaseRow } from './case.repository.js';
import { CaseTransfer } from './case-transfer.js';
import { Courses } from './courses.js';
import { OfferEnding } from './offer-ending.js';

/** Another owner without an offer. */
@Injectable()
export class CaseAssignment {
  constructor(
    private readonly courses: Courses,
    private readonly ending: OfferEnding,
    private readonly transfer: CaseTransfer,
  ) {}

  /** The case must be held. @throws `screening.owns-already` */
  async assign(tx: Tx, held: CaseRow, ownerId: string, by: string): Promise<void> {
    const course = await this.courses.act(tx, held, { kind: 'assign', ownerId });
    await this.ending.endOpen(tx, held.id);
    await this.transfer.move(tx, held, { ownerId, by, cause: 'assigned' }, course);
  }
}
