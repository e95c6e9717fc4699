import { Controller } from '@nestjs/common';

import { listVisits, recordAttendance } from '#contracts';
import type { Caller } from '#identity';
import { VisitsService } from '#integration';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class VisitsController {
  constructor(private readonly visits: VisitsService) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'external', 'admin')
  @Serves(listVisits)
  async list(@Asks() caller: Caller) {
    return { visits: await this.visits.list(caller) };
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(recordAttendance)
  record(@Asks() caller: Caller, @Input() { params, body }: In<typeof recordAttendance>) {
    return this.visits.recordAttendance(caller, params.visitId, body.wasAttended);
  }
}
