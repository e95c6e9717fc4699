import { Controller } from '@nestjs/common';

import { addLicence, endLicence, listLicences } from '#contracts';
import { LicencesService } from '#credentials';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Who may treat where. */
@Controller()
export class LicencesController {
  constructor(private readonly licences: LicencesService) {}

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(listLicences)
  async list(@Asks() caller: Caller) {
    return { people: await this.licences.list(caller) };
  }

  @SignedIn('admin')
  @Serves(addLicence)
  async add(@Asks() caller: Caller, @Input() { params, body }: In<typeof addLicence>) {
    return { licenceId: await this.licences.add(caller, { ...params, ...body }) };
  }

  @SignedIn('admin')
  @Serves(endLicence)
  async end(@Asks() caller: Caller, @Input() { params, body }: In<typeof endLicence>): Promise<null> {
    await this.licences.end(caller, params.licenceId, body.why);
    return null;
  }
}
