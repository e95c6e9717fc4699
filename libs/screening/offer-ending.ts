import { Injectable } from '@nestjs/common';

import { CareHandOver } from '#care';
import type { Tx } from '#platform';
import { CaseRepository } from './case.repository.js';
import { Courses } from './courses.js';
import { type DeclineReason, HandOffRepository, type HandOffRow } from './hand-off.repository.js';
import { OfferSettling } from './offer-settling.js';
import { screeningProblems } from './problems.js';

export type Ending = Readonly<{ by: string }> &
  (Readonly<{ state: 'declined'; reason: DeclineReason }> | Readonly<{ state: 'withdrawn' }>);

/** The end of an offer that nobody took: the case is with its owner alone again. */
@Injectable()
export class OfferEnding {
  constructor(
    private readonly cases: CaseRepository,
    private readonly courses: Courses,
    private readonly handOffs: HandOffRepository,
    private readonly handOver: CareHandOver,
    private readonly settling: OfferSettling,
  ) {}

  /** @throws `screening.offer-over` when somebody was quicker */
  async end(tx: Tx, offer: HandOffRow, ending: Ending): Promise<void> {
    const held = await this.cases.hold(tx, offer.patientId);
    const kind = ending.state === 'declined' ? 'decline' : 'withdraw';
    await this.courses.act(tx, held!, { kind, by: ending.by, offerId: offer.id });
    await this.close(tx, offer, ending.state, ending.state === 'declined' ? ending.reason : null);
    await this.settling.answered(tx, offer);
    if (ending.state === 'declined') await this.settling.returned(tx, offer);
  }

  /** @returns whether it was open, and its time over */
  async timeOut(tx: Tx, offer: HandOffRow): Promise<boolean> {
    const held = await this.cases.hold(tx, offer.patientId);
    const [open] = await this.handOffs.findOpenOf(tx, [held!.id]);
    if (open?.id !== offer.id) return false;
    await this.courses.act(tx, held!, { kind: 'expire', offerId: offer.id });
    await this.close(tx, offer, 'timed_out', null);
    await this.settling.returned(tx, offer);
    return true;
  }

  /** The case has another owner now, whoever offered it to whom. The case must be held. */
  async endOpen(tx: Tx, caseId: string): Promise<void> {
    for (const offer of await this.handOffs.findOpenOf(tx, [caseId])) {
      await this.close(tx, offer, 'withdrawn', null);
      await this.settling.answered(tx, offer);
    }
  }

  private async close(
    tx: Tx,
    offer: HandOffRow,
    state: 'declined' | 'withdrawn' | 'timed_out',
    reason: DeclineReason | null,
  ): Promise<void> {
    const { id, patientId, toId } = offer;
    if (!(await this.handOffs.end(tx, id, state, reason))) throw screeningProblems.offerOver();
    await this.handOver.takeBack(tx, { patientId, personId: toId, by: null });
    await this.settling.leaveCall(tx, offer, state === 'withdrawn');
  }
}
