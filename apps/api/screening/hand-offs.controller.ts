import { Controller } from '@nestjs/common';

import { acceptHandOff, declineHandOff, withdrawHandOff } from '#contracts';
import type { Caller } from '#identity';
import { HandOffsService } from '#screening';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Answers to an offer: of whom it is for, and of who made it. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class HandOffsController {
  constructor(private readonly handOffs: HandOffsService) {}

  @Serves(acceptHandOff)
  accept(@Asks() caller: Caller, @Input() { params }: In<typeof acceptHandOff>) {
    return this.handOffs.accept(caller, params.handOffId);
  }

  @Serves(declineHandOff)
  async decline(@Asks() caller: Caller, @Input() { params, body }: In<typeof declineHandOff>) {
    await this.handOffs.decline(caller, params.handOffId, body.reason);
    return null;
  }

  @Serves(withdrawHandOff)
  async withdraw(@Asks() caller: Caller, @Input() { params }: In<typeof withdrawHandOff>) {
    await this.handOffs.withdraw(caller, params.handOffId);
    return null;
  }
}
