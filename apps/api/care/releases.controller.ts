import { Controller } from '@nestjs/common';

import { ReleasesService } from '#care';
import { listReleases, releaseInformation, revokeRelease } from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
@SignedIn('patient')
export class ReleasesController {
  constructor(private readonly releases: ReleasesService) {}

  @Serves(listReleases)
  async list(@Asks() caller: Caller, @Input() { params }: In<typeof listReleases>) {
    return { releases: await this.releases.list(caller, params.patientId) };
  }

  @Serves(releaseInformation)
  release(@Asks() caller: Caller, @Input() { params, body }: In<typeof releaseInformation>) {
    return this.releases.release(caller, params.patientId, body);
  }

  @Serves(revokeRelease)
  async revoke(@Asks() caller: Caller, @Input() { params }: In<typeof revokeRelease>): Promise<null> {
    await this.releases.revoke(caller, params.patientId, params.releaseId);
    return null;
  }
}
