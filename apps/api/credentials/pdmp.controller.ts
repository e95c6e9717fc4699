import { Controller } from '@nestjs/common';

import { attestPdmp, readPdmp } from '#contracts';
import { PdmpService } from '#credentials';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Looks at the prescription monitoring programmes of states. */
@Controller()
@SignedIn('prescriber', 'physician')
export class PdmpController {
  constructor(private readonly pdmp: PdmpService) {}

  @Serves(readPdmp)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readPdmp>) {
    return this.pdmp.read(caller, params.patientId);
  }

  @Serves(attestPdmp)
  attest(@Asks() caller: Caller, @Input() { params, body }: In<typeof attestPdmp>) {
    return this.pdmp.attest(caller, { ...params, ...body });
  }
}
