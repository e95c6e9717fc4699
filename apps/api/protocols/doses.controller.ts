import { Controller } from '@nestjs/common';

import { askAboutDose, proposeDose, reviewCourse, signDose, withdrawProposal } from '#contracts';
import type { Caller } from '#identity';
import { ProposalsService, RequestsService } from '#protocols';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Doses: proposed and signed by prescribers; a therapist can ask. */
@Controller()
@SignedIn('prescriber', 'physician')
export class DosesController {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly requests: RequestsService,
  ) {}

  @Serves(proposeDose)
  async propose(@Asks() caller: Caller, @Input() { params, body }: In<typeof proposeDose>) {
    const proposed = await this.proposals.propose(caller, params.patientId, params.doseNumber, body);
    return { ...proposed, findings: [...proposed.findings] };
  }

  @Serves(signDose)
  sign(@Asks() caller: Caller, @Input() { params }: In<typeof signDose>) {
    return this.proposals.sign(caller, params.proposalId);
  }

  @Serves(withdrawProposal)
  async withdraw(@Asks() caller: Caller, @Input() { params }: In<typeof withdrawProposal>) {
    await this.proposals.withdraw(caller, params.proposalId);
    return null;
  }

  @Serves(askAboutDose)
  @SignedIn('therapist', 'prescriber', 'physician')
  async ask(@Asks() caller: Caller, @Input() { params, body }: In<typeof askAboutDose>) {
    return { requestId: await this.requests.ask(caller, params.patientId, body) };
  }

  @Serves(reviewCourse)
  async review(@Asks() caller: Caller, @Input() { params, body }: In<typeof reviewCourse>) {
    await this.requests.review(caller, params.patientId, { reason: body.reason, readAt: new Date(body.readAt) });
    return null;
  }
}
