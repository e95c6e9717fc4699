import { Controller } from '@nestjs/common';

import { findLot, recallLot, reviewCount, sayUnitsTaken } from '#contracts';
import type { Caller } from '#identity';
import { RecallsService, ReviewsService, SupplyService, TakenUnitsService } from '#supply';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What only somebody who prescribes says of medicine: counts that differ, doses that are not certain, lots that are recalled. */
@Controller()
@SignedIn('prescriber', 'physician')
export class SupplyReviewsController {
  constructor(
    private readonly supply: SupplyService,
    private readonly reviews: ReviewsService,
    private readonly taken: TakenUnitsService,
    private readonly recalls: RecallsService,
  ) {}

  @Serves(reviewCount)
  async review(@Asks() caller: Caller, @Input() { params, body }: In<typeof reviewCount>): Promise<null> {
    await this.reviews.review(caller, params.patientId, params.discrepancyId, body);
    return null;
  }

  @Serves(sayUnitsTaken)
  async say(@Asks() caller: Caller, @Input() { params, body }: In<typeof sayUnitsTaken>): Promise<null> {
    await this.taken.say(caller, params, body);
    return null;
  }

  @Serves(findLot)
  async findLot(@Asks() caller: Caller, @Input() { body }: In<typeof findLot>) {
    return { pharmacies: await this.supply.findLot(caller, body.lot) };
  }

  @Serves(recallLot)
  async recall(@Asks() caller: Caller, @Input() { body }: In<typeof recallLot>) {
    return { patients: await this.recalls.recall(caller, body) };
  }
}
