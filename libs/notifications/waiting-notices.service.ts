import { Injectable } from '@nestjs/common';

import { WaitingOffersService } from '#integration';
import { Clock, type Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

/** Tells whoever waits that a time is kept for them. */
@Injectable()
export class WaitingNotices {
  constructor(
    private readonly offers: WaitingOffersService,
    private readonly dispatch: DispatchService,
    private readonly clock: Clock,
  ) {}

  /** Outside of quiet hours, and never after the offer; its end takes back what was not sent. */
  async offered(tx: Tx, offerId: string): Promise<void> {
    const offer = await this.offers.standing(tx, offerId);
    if (!offer) return;
    const { appointmentId: subjectId, patientId, until } = offer;
    const notice = { template: 'offer', cause: `offer:${offerId}`, subjectId, channel: 'sms' } as const;
    const now = (await this.clock.now(tx)).getTime();
    await this.dispatch.tell(tx, notice, [patientId], { at: now, useUntil: until.getTime() });
  }
}
