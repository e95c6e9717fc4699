import { Controller } from '@nestjs/common';

import { readPatientPauseLimits, readPauseLimits, signPatientPauseLimits, signPauseLimits } from '#contracts';
import type { Caller } from '#identity';
import { ClinicPauseLimits, PatientPauseLimits } from '#protocols';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** From where on a course is paused: the medical director signs it for the clinic, a prescriber for a patient. */
@Controller()
export class PauseLimitsController {
  constructor(
    private readonly clinic: ClinicPauseLimits,
    private readonly patients: PatientPauseLimits,
  ) {}

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(readPauseLimits)
  read() {
    return this.clinic.read();
  }

  @SignedIn('prescriber', 'physician')
  @Serves(signPauseLimits)
  sign(@Asks() caller: Caller, @Input() { body }: In<typeof signPauseLimits>) {
    return this.clinic.sign(caller, body);
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(readPatientPauseLimits)
  readOf(@Asks() caller: Caller, @Input() { params }: In<typeof readPatientPauseLimits>) {
    return this.patients.read(caller, params.patientId);
  }

  @SignedIn('prescriber', 'physician')
  @Serves(signPatientPauseLimits)
  signOf(@Asks() caller: Caller, @Input() { params, body }: In<typeof signPatientPauseLimits>) {
    return this.patients.sign(caller, params.patientId, body);
  }
}
