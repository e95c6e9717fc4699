import { Controller } from '@nestjs/common';

import { NamedCompanionsService } from '#care';
import { nameCompanion, readNamedCompanions } from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Who comes along with a patient to sessions at home. */
@Controller()
export class NamedCompanionsController {
  constructor(private readonly companions: NamedCompanionsService) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(readNamedCompanions)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readNamedCompanions>) {
    return this.companions.read(caller, params.patientId);
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(nameCompanion)
  name(@Asks() caller: Caller, @Input() { params, body }: In<typeof nameCompanion>) {
    return this.companions.name(caller, params.patientId, body);
  }
}
