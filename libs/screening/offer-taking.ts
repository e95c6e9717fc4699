import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { type Tx, violatedConstraint } from '#platform';
import { CaseRepository } from './case.repository.js';
import { CaseTransfer } from './case-transfer.js';
import { Courses } from './courses.js';
import { HandOffRepository, type HandOffRow } from './hand-off.repository.js';
import { OfferSettling } from './offer-settling.js';
import { screeningProblems } from './problems.js';

/** The yes to an offer: the case has another owner. */
@Injectable()
export class OfferTaking {
  constructor(
    private readonly cases: CaseRepository,
    private readonly courses: Courses,
    private readonly handOffs: HandOffRepository,
    private readonly transfer: CaseTransfer,
    private readonly ending: OfferSettling,
  ) {}

  /** @throws `screening.offer-over` when somebody was quicker, or its time is over */
  async take(tx: Tx, { personId }: Caller, offer: HandOffRow): Promise<void> {
    const held = await this.cases.hold(tx, offer.patientId);
    const course = await this.courses.act(tx, held!, { kind: 'accept', by: personId, offerId: offer.id });
    if (!(await this.close(tx, offer.id))) throw screeningProblems.offerOver();
    const owner = { ownerId: personId, by: personId, cause: 'handed-off', handOffId: offer.id } as const;
    await this.transfer.move(tx, held!, owner, course);
    await this.ending.taken(tx, offer);
  }

  /** Its time may run out between the look and the yes: the constraint has the last word. */
  private async close(tx: Tx, id: string): Promise<boolean> {
    try {
      return await this.handOffs.end(tx, id, 'accepted');
    } catch (error) {
      throw violatedConstraint(error) === 'screening_hand_off_whole' ? screeningProblems.offerOver({}, { cause: error }) : error;
    }
  }
}
