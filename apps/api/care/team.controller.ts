import { Controller } from '@nestjs/common';

import { TeamService } from '#care';
import { assignToPatient, endAssignment, listCare, listStaff } from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class TeamController {
  constructor(private readonly team: TeamService) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(listCare)
  async list(@Asks() caller: Caller) {
    return { patients: await this.team.list(caller) };
  }

  @SignedIn('prescriber', 'physician', 'admin')
  @Serves(listStaff)
  async staff() {
    return { staff: await this.team.staff() };
  }

  @SignedIn('prescriber', 'physician', 'admin')
  @Serves(assignToPatient)
  assign(@Asks() caller: Caller, @Input() { params, body }: In<typeof assignToPatient>) {
    return this.team.assign(caller, params.patientId, body);
  }

  @SignedIn('prescriber', 'physician', 'admin')
  @Serves(endAssignment)
  async end(@Asks() caller: Caller, @Input() { params, body }: In<typeof endAssignment>): Promise<null> {
    await this.team.end(caller, params.patientId, params.assignmentId, body.why);
    return null;
  }
}
