import { Controller } from '@nestjs/common';

import { acceptOffer, declineOffer, endWaiting, listWaiting, readWaiting, startWaiting } from '#contracts';
import type { Caller } from '#identity';
import { WaitingListService, WaitingOffersService, WaitingViews } from '#integration';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class WaitingListController {
  constructor(
    private readonly waiting: WaitingListService,
    private readonly views: WaitingViews,
    private readonly offers: WaitingOffersService,
  ) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(readWaiting)
  async read(@Asks() caller: Caller, @Input() { params }: In<typeof readWaiting>) {
    return { waiting: await this.views.read(caller, params.patientId) };
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(startWaiting)
  async start(@Asks() caller: Caller, @Input() { params, body }: In<typeof startWaiting>): Promise<null> {
    await this.waiting.start(caller, params.patientId, body);
    return null;
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(endWaiting)
  async end(@Asks() caller: Caller, @Input() { params }: In<typeof endWaiting>): Promise<null> {
    await this.waiting.end(caller, params.patientId);
    return null;
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(acceptOffer)
  async accept(@Asks() caller: Caller, @Input() { params }: In<typeof acceptOffer>): Promise<null> {
    await this.offers.accept(caller, params.offerId);
    return null;
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(declineOffer)
  async decline(@Asks() caller: Caller, @Input() { params }: In<typeof declineOffer>): Promise<null> {
    await this.offers.decline(caller, params.offerId);
    return null;
  }

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(listWaiting)
  async list(@Asks() caller: Caller) {
    return { waiting: await this.views.list(caller) };
  }
}
