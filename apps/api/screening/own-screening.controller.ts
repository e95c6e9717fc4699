import { Controller } from '@nestjs/common';

import { readOwnScreening } from '#contracts';
import type { Caller } from '#identity';
import { OwnScreening } from '#screening';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** A patient's own screening. */
@Controller()
@SignedIn('patient')
export class OwnScreeningController {
  constructor(private readonly screening: OwnScreening) {}

  @Serves(readOwnScreening)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readOwnScreening>) {
    return this.screening.read(caller, params.patientId);
  }
}
