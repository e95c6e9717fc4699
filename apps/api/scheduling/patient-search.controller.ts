import { Controller } from '@nestjs/common';

import { searchPatients } from '#contracts';
import type { Caller } from '#identity';
import { PatientSearchService } from '#scheduling';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
@SignedIn('therapist', 'prescriber', 'physician', 'admin')
export class PatientSearchController {
  constructor(private readonly patients: PatientSearchService) {}

  @Serves(searchPatients)
  search(@Asks() caller: Caller, @Input() { body }: In<typeof searchPatients>) {
    return this.patients.search(caller, body.text);
  }
}
