import { Injectable } from '@nestjs/common';

import { DAY } from '#kernel';
import { GapWatch, HandOverEnding, PairingNoticesReader } from '#pairing';
import { Clock, type Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

/** Whoever has not looked by then sees it in the program. */
const USEFUL_MS = 2 * DAY;
type Told = 'pairingOffer' | 'pairingNews' | 'teamNews' | 'clinicAlert';

/** Tells people that something is there to answer, or to see, about who looks after whom; no name is in it. */
@Injectable()
export class PairingNotices {
  constructor(
    private readonly pairings: PairingNoticesReader,
    private readonly gaps: GapWatch,
    private readonly handOvers: HandOverEnding,
    private readonly dispatch: DispatchService,
    private readonly clock: Clock,
  ) {}

  async offered(tx: Tx, offerId: string): Promise<void> {
    const offer = await this.pairings.offer(tx, offerId);
    if (offer?.state !== 'offered') return;
    const about = { subjectId: offerId, cause: `pairing-offer:${offerId}` };
    await this.tell(tx, 'pairingOffer', about, [offer.clinicianId], offer.until.getTime());
  }

  /** A patient hears of every answer; of a hand-over that nobody took only whoever wanted to hand over does. */
  async answered(tx: Tx, offerId: string): Promise<void> {
    const offer = await this.pairings.offer(tx, offerId);
    if (!offer) return;
    const writerId = await this.pairings.handedOverBy(tx, offer);
    const about = { subjectId: offerId, cause: `pairing-answer:${offerId}` };
    if (writerId) await this.tell(tx, 'pairingNews', about, [writerId]);
    if (!writerId || offer.state === 'accepted') await this.tell(tx, 'teamNews', about, [offer.patientId]);
  }

  async covered(tx: Tx, pairingId: string): Promise<void> {
    const pair = await this.pairings.pair(tx, pairingId);
    if (!pair) return;
    const about = { subjectId: pairingId, cause: `pairing-covered:${pairingId}` };
    await this.tell(tx, 'pairingNews', about, [pair.clinicianId]);
    await this.tell(tx, 'teamNews', about, [pair.patientId]);
  }

  async gapFound(tx: Tx, gapId: string): Promise<void> {
    await this.tell(tx, 'clinicAlert', { subjectId: gapId, cause: `pairing-gap:${gapId}` }, await this.gaps.found(tx, gapId));
  }

  async handOverDue(tx: Tx, handOverId: string): Promise<void> {
    const about = { subjectId: handOverId, cause: `pairing-hand-over:${handOverId}` };
    await this.tell(tx, 'clinicAlert', about, await this.handOvers.due(tx, handOverId));
  }

  private async tell(
    tx: Tx,
    template: Told,
    about: { subjectId: string; cause: string },
    personIds: readonly string[],
    until?: number,
  ): Promise<void> {
    const now = (await this.clock.now(tx)).getTime();
    const notice = { template, channel: 'email', ...about } as const;
    await this.dispatch.tell(tx, notice, personIds, { at: now, useUntil: until ?? now + USEFUL_MS });
  }
}
