import { Controller } from '@nestjs/common';

import { acceptPairing, declinePairing, listPairings, readHandOver } from '#contracts';
import type { Caller } from '#identity';
import { HandOverReceipts, OwnPairingsService, PairingOffersService } from '#pairing';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What waits for a clinician, and their answers. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class PairingOffersController {
  constructor(
    private readonly own: OwnPairingsService,
    private readonly offers: PairingOffersService,
    private readonly receipts: HandOverReceipts,
  ) {}

  @Serves(listPairings)
  list(@Asks() caller: Caller) {
    return this.own.read(caller);
  }

  @Serves(acceptPairing)
  accept(@Asks() caller: Caller, @Input() { params }: In<typeof acceptPairing>) {
    return this.offers.accept(caller, params.pairingOfferId);
  }

  @Serves(declinePairing)
  async decline(@Asks() caller: Caller, @Input() { params, body }: In<typeof declinePairing>) {
    await this.offers.decline(caller, params.pairingOfferId, body.reason);
    return null;
  }

  @Serves(readHandOver)
  async readHandOver(@Asks() caller: Caller, @Input() { params }: In<typeof readHandOver>) {
    await this.receipts.read(caller, params.pairingHandOverId);
    return null;
  }
}
