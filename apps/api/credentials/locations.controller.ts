import { Controller } from '@nestjs/common';

import { readLocation, stateLocation } from '#contracts';
import { LocationsService } from '#credentials';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Where patients are. */
@Controller()
@SignedIn('patient', 'therapist', 'prescriber', 'physician')
export class LocationsController {
  constructor(private readonly locations: LocationsService) {}

  @Serves(readLocation)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readLocation>) {
    return this.locations.read(caller, params.patientId);
  }

  @Serves(stateLocation)
  state(@Asks() caller: Caller, @Input() { params, body }: In<typeof stateLocation>) {
    return this.locations.state(caller, params.patientId, body.jurisdiction);
  }
}
