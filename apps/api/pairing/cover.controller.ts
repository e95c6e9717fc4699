import { Controller } from '@nestjs/common';

import { applyCover, changePairingRules, changeProfile, listProfiles, planCover, readCover } from '#contracts';
import type { Caller } from '#identity';
import { CoverService, PairingRulesService, ProfilesService } from '#pairing';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Who lacks somebody, and who could look after them. */
@Controller()
@SignedIn('admin')
export class CoverController {
  constructor(
    private readonly cover: CoverService,
    private readonly rules: PairingRulesService,
  ) {}

  @Serves(readCover)
  read(@Asks() caller: Caller) {
    return this.cover.read(caller);
  }

  @Serves(planCover)
  plan(@Asks() caller: Caller, @Input() { body }: In<typeof planCover>) {
    return this.cover.plan(caller, body.absentIds);
  }

  @Serves(applyCover)
  apply(@Asks() caller: Caller, @Input() { body }: In<typeof applyCover>) {
    return this.cover.apply(caller, body.pairs);
  }

  @Serves(changePairingRules)
  changeRules(@Asks() caller: Caller, @Input() { body }: In<typeof changePairingRules>) {
    return this.rules.change(caller, body);
  }
}

/** What clinicians say of themselves, and how many patients they take. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician', 'admin')
export class ProfilesController {
  constructor(private readonly profiles: ProfilesService) {}

  @Serves(listProfiles)
  async list(@Asks() caller: Caller) {
    return { people: await this.profiles.list(caller) };
  }

  @Serves(changeProfile)
  change(@Asks() caller: Caller, @Input() { params, body }: In<typeof changeProfile>) {
    return this.profiles.change(caller, { personId: params.personId, ...body });
  }
}
