import { Injectable } from '@nestjs/common';

import type { StillBooked } from '#contracts';
import { type Caller, SignInService } from '#identity';
import type { Tx } from '#platform';
import { DecisionRepository, type HeldCourse, type OpenDose } from './decision.repository.js';
import { DecisionDoor } from './decision-door.js';
import { protocolProblems } from './problems.js';
import { ProposalRepository } from './proposal.repository.js';
import { ProtocolDoor } from './protocol-door.js';

type Closing = Readonly<{ as: 'skipped' | 'voided'; reason: string }>;

/** Ends a protocol, skips a dose, or withdraws it. What is booked stays booked and is named: people call it off, or book it anew. */
@Injectable()
export class EndingsService {
  constructor(
    private readonly door: ProtocolDoor,
    private readonly team: DecisionDoor,
    private readonly decisions: DecisionRepository,
    private readonly proposals: ProposalRepository,
    private readonly signIns: SignInService,
  ) {}

  /**
   * @returns what is booked for its doses
   * @throws  `care.not-found`, `protocols.not-on-team`, `protocols.nothing-holds`, `protocols.paused`, `protocols.dose-in-hand`,
   *          `identity.step-up-needed`
   */
  async end(caller: Caller, patientId: string, reason: string): Promise<StillBooked> {
    return this.door.change(caller, patientId, async (tx) => {
      const { id: protocolId, doses } = await this.held(tx, caller, patientId);
      if (doses.some(({ state }) => state === 'released')) throw protocolProblems.doseInHand();
      await this.signIns.requireStepUp(tx, caller);
      const said = { patientId, protocolId, doseLineId: null, kind: 'ended', reason, by: caller.personId } as const;
      const objectId = await this.decisions.insert(tx, said);
      await this.decisions.end(tx, patientId);
      const booked = await this.booked(tx, protocolId, null);
      return [booked, { action: 'end-protocol', objectType: 'protocol-decision', objectId }];
    });
  }

  /**
   * A dose that was never signed can only be withdrawn.
   *
   * @returns what is booked for it
   * @throws  as `end`; `protocols.no-dose` unless it is to come, `protocols.never-signed`
   */
  async close(caller: Caller, patientId: string, number: number, { as, reason }: Closing): Promise<StillBooked> {
    return this.door.change(caller, patientId, async (tx) => {
      const { id: protocolId, doses } = await this.held(tx, caller, patientId);
      const dose = doses.find((one) => one.number === number);
      if (!dose) throw protocolProblems.noDose();
      if (dose.state === 'released') throw protocolProblems.doseInHand();
      await this.signIns.requireStepUp(tx, caller);
      const state = await this.withoutProposal(tx, dose);
      if (state !== 'planned' && state !== 'signed') throw protocolProblems.noDose();
      if (state === 'planned' && as === 'skipped') throw protocolProblems.neverSigned();
      const said = { patientId, protocolId, doseLineId: dose.id, kind: as, reason, by: caller.personId } as const;
      const objectId = await this.decisions.insert(tx, said);
      await this.decisions.close(tx, dose.id, as);
      const action = as === 'skipped' ? 'skip-dose' : 'void-dose';
      return [await this.booked(tx, protocolId, dose.id), { action, objectType: 'protocol-decision', objectId }];
    });
  }

  private async held(tx: Tx, caller: Caller, patientId: string): Promise<HeldCourse> {
    await this.team.require(tx, caller, patientId);
    const course = await this.decisions.find(tx, patientId);
    if (course?.isPaused) throw protocolProblems.paused();
    if (!course?.holds) throw protocolProblems.nothingHolds();
    return course;
  }

  /** A proposal that waits goes with the dose. @returns what the dose is without it */
  private async withoutProposal(tx: Tx, { id, state, openProposalId }: OpenDose): Promise<string> {
    if (openProposalId === null) return state;
    await this.proposals.withdraw(tx, { id: openProposalId, doseLineId: id });
    return this.proposals.stateOf(tx, id);
  }

  private async booked(tx: Tx, protocolId: string, doseLineId: string | null): Promise<StillBooked> {
    const rows = await this.decisions.findBooked(tx, protocolId, doseLineId);
    return { booked: rows.map(({ startsAt, ...row }) => ({ ...row, startsAt: startsAt.toISOString() })) };
  }
}
