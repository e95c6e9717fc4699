import { Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import { DoseSigning, type Proposed } from './dose-signing.js';
import { protocolProblems } from './problems.js';
import { ProposalRepository } from './proposal.repository.js';
import { ProtocolDoor } from './protocol-door.js';
import { RequestRepository } from './request.repository.js';

type Asked = Readonly<{ doseMg: number; reason: string }>;

/** A prescriber proposes the dose of a session, and prescribers sign it. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly door: ProtocolDoor,
    private readonly proposals: ProposalRepository,
    private readonly signing: DoseSigning,
    private readonly signIns: SignInService,
    private readonly requests: RequestRepository,
  ) {}

  /** @throws `care.not-found`, `protocols.no-dose`, and as `DoseSigning.propose` */
  async propose(caller: Caller, patientId: string, number: number, { doseMg, reason }: Asked): Promise<Proposed> {
    return this.door.change(caller, patientId, async (tx) => {
      const line = await this.proposals.findLine(tx, patientId, { number });
      if (!line) throw protocolProblems.noDose();
      const proposed = await this.signing.propose(tx, caller, { patientId, line, doseMg, reason });
      await this.requests.answerAll(tx, patientId, caller.personId);
      return [proposed, { action: 'propose-dose', objectType: 'dose-proposal', objectId: proposed.proposalId }];
    });
  }

  /** @throws `care.not-found`, `identity.step-up-needed`, and as `DoseSigning.sign` */
  async sign(caller: Caller, proposalId: string): Promise<{ isSigned: boolean }> {
    return this.door.change(caller, await this.patientOf(proposalId), async (tx) => {
      const proposal = await this.proposals.find(tx, proposalId);
      await this.signIns.requireStepUp(tx, caller);
      const isSigned = await this.signing.sign(tx, caller, proposal!);
      return [{ isSigned }, { action: 'sign-dose', objectType: 'dose-proposal', objectId: proposalId }];
    });
  }

  /** @throws `care.not-found`, `protocols.changed-meanwhile` */
  async withdraw(caller: Caller, proposalId: string): Promise<void> {
    await this.door.change(caller, await this.patientOf(proposalId), async (tx) => {
      const proposal = await this.proposals.find(tx, proposalId);
      if (!(await this.proposals.withdraw(tx, proposal!))) throw protocolProblems.changedMeanwhile();
      return [null, { action: 'withdraw-proposal', objectType: 'dose-proposal', objectId: proposalId }];
    });
  }

  private patientOf(proposalId: string): Promise<string | null> {
    return this.door.findPatient((on) => this.proposals.patientOf(on, proposalId));
  }
}
