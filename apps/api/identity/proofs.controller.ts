import { Controller, Req } from '@nestjs/common';

import { beginProof, type Me, noteActivity, stepUp, unlock } from '#contracts';
import { type Caller, meOf, StepUpService } from '#identity';
import { Origins } from '../edge/origins.js';
import { Also, SignedIn, SignedInPending } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';
import type { RawRequest } from './raw-request.js';

/** That it is still the same person. */
@Controller()
export class ProofsController {
  constructor(
    private readonly stepUps: StepUpService,
    private readonly origins: Origins,
  ) {}

  @SignedInPending()
  @Serves(beginProof)
  async begin(@Asks() caller: Caller) {
    return { options: await this.stepUps.passkeyOptions(caller) };
  }

  @SignedIn()
  @Serves(stepUp)
  async stepUp(@Asks() caller: Caller, @Input() { body }: In<typeof stepUp>, @Req() request: RawRequest) {
    return { validUntil: (await this.stepUps.stepUp(caller, body, this.origins.of(request))).toISOString() };
  }

  @SignedIn()
  @Also('locked') // a pending one is no locked screen: a password would be told that it is in
  @Serves(unlock)
  async unlock(@Asks() caller: Caller, @Input() { body }: In<typeof unlock>, @Req() request: RawRequest): Promise<Me> {
    await this.stepUps.unlock(caller, body, this.origins.of(request));
    return meOf({ ...caller, assurance: 'full' });
  }

  /** The guard has noted it. */
  @SignedIn()
  @Serves(noteActivity)
  noteActivity(): null {
    return null;
  }
}
