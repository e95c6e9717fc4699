import { Controller } from '@nestjs/common';

import { ConsentsService } from '#care';
import { readConsents, signConsents, withdrawConsents } from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** The consent of a patient: theirs to sign and to take back, and for those who care for them to read. */
@Controller()
export class ConsentsController {
  constructor(private readonly consents: ConsentsService) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(readConsents)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readConsents>) {
    return this.consents.read(caller, params.patientId);
  }

  @SignedIn('patient')
  @Serves(signConsents)
  sign(@Asks() caller: Caller, @Input() { params, body }: In<typeof signConsents>) {
    return this.consents.sign(caller, params.patientId, body);
  }

  @SignedIn('patient')
  @Serves(withdrawConsents)
  withdraw(@Asks() caller: Caller, @Input() { params }: In<typeof withdrawConsents>) {
    return this.consents.withdraw(caller, params.patientId);
  }
}
