import { Controller } from '@nestjs/common';

import { answerZone, readZone } from '#contracts';
import { type Caller, type ZoneAnswer, ZonesService } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** By which clock a patient is reminded. */
@Controller()
@SignedIn('patient')
export class ZonesController {
  constructor(private readonly zones: ZonesService) {}

  @Serves(readZone)
  read(@Asks() caller: Caller, @Input() { query }: In<typeof readZone>) {
    return this.zones.read(caller, query.browser);
  }

  @Serves(answerZone)
  answer(@Asks() caller: Caller, @Input() { body }: In<typeof answerZone>) {
    return this.zones.answer(caller, body satisfies ZoneAnswer);
  }
}
