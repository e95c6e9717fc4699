import { Controller } from '@nestjs/common';

import { endLegalBasis, listLegalBases, recordLegalBasis } from '#contracts';
import { LegalBasesService } from '#credentials';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Because of what is prescribed at a distance. */
@Controller()
export class LegalBasesController {
  constructor(private readonly bases: LegalBasesService) {}

  @SignedIn('prescriber', 'physician', 'admin')
  @Serves(listLegalBases)
  async list(@Asks() caller: Caller) {
    return { bases: await this.bases.list(caller) };
  }

  @SignedIn('prescriber', 'physician', 'admin')
  @Serves(recordLegalBasis)
  async record(@Asks() caller: Caller, @Input() { body }: In<typeof recordLegalBasis>) {
    return { legalBasisId: await this.bases.record(caller, body) };
  }

  @SignedIn('admin')
  @Serves(endLegalBasis)
  async end(@Asks() caller: Caller, @Input() { params }: In<typeof endLegalBasis>): Promise<null> {
    await this.bases.end(caller, params.legalBasisId);
    return null;
  }
}
