import { Injectable } from '@nestjs/common';

import { Clock, type Tx } from '#platform';
import { type GuardrailFinding, guardrails, signaturesNeeded, verdictOf } from './domain/guardrails.js';
import type { Guardrails } from './domain/template-laws.js';
import { protocolProblems } from './problems.js';
import { ProposalRepository, type ProposalRow, type WeighedLine } from './proposal.repository.js';
import { type Signer, SigningDesk } from './signing-desk.js';

export type Proposed = Readonly<{ proposalId: string; signaturesNeeded: number; findings: readonly GuardrailFinding[] }>;
type Asked = Readonly<{ patientId: string; line: WeighedLine; doseMg: number }>;

/** A protocol from before there were guardrails takes two signatures for every step, and none that goes on for a month. */
const FROM_BEFORE: Guardrails = { warnStepPct: 0, secondSignerStepPct: 0, maxMgPerSession: null, maxSessionsPer30Days: 5 };

/** Proposed doses are weighed, and signed as they stand. The number comes from a prescriber, and from nowhere else. */
@Injectable()
export class DoseSigning {
  constructor(
    private readonly proposals: ProposalRepository,
    private readonly desk: SigningDesk,
    private readonly clock: Clock,
  ) {}

  /** @throws `protocols.proposal-refused` with what stands against it, `protocols.changed-meanwhile` while another one is open */
  async propose(tx: Tx, { personId }: Signer, asked: Asked & Readonly<{ reason: string }>): Promise<Proposed> {
    const { patientId, line, doseMg, reason } = asked;
    if (line.state === 'proposed') throw protocolProblems.changedMeanwhile();
    const findings = await this.weigh(tx, asked);
    const needed = signaturesNeeded(findings);
    const by = { proposedBy: personId, reason, findings, signaturesNeeded: needed };
    const proposalId = await this.proposals.insert(tx, { patientId, doseLineId: line.id, doseMg, priorMg: line.priorMg, ...by });
    return { proposalId, signaturesNeeded: needed, findings };
  }

  /**
   * @returns whether everybody has signed who has to
   * @throws  `protocols.no-authority`, `protocols.pdmp-due`, `protocols.signed-already`, `protocols.proposal-refused` when something has happened since,
   *          `protocols.changed-meanwhile` when it is over, or was proposed under other facts
   */
  async sign(tx: Tx, signer: Signer, proposal: ProposalRow): Promise<boolean> {
    const { id, patientId, doseLineId, doseMg, priorMg, reason } = proposal;
    const line = await this.proposals.findLine(tx, patientId, { id: doseLineId });
    if (proposal.state !== 'open' || !line || line.priorMg !== priorMg) throw protocolProblems.changedMeanwhile();
    const findings = await this.weigh(tx, { patientId, line, doseMg });
    if (signaturesNeeded(findings) > proposal.signaturesNeeded) throw protocolProblems.changedMeanwhile();
    const signers = await this.proposals.signersOf(tx, id);
    if (signers.includes(signer.personId)) throw protocolProblems.signedAlready();
    const { protocolId, version, number: session } = line;
    const codes = findings.map(({ code }) => code);
    const text = { protocolId, version, session, doseMg, priorMg, reason: reason ?? '', findings: codes };
    await this.desk.dose(tx, signer, { id, patientId, doseMg, text, setting: line.setting });
    const isSigned = signers.length + 1 >= proposal.signaturesNeeded;
    if (isSigned) await this.proposals.putInForce(tx, proposal, signer.personId);
    return isSigned;
  }

  private async weigh(tx: Tx, { patientId, line, doseMg }: Asked): Promise<readonly GuardrailFinding[]> {
    const past = await this.proposals.findPast(tx, patientId);
    const now = (await this.clock.now(tx)).getTime();
    const findings = guardrails({ ...past, priorMg: line.priorMg }, doseMg, line.guardrails ?? FROM_BEFORE, now);
    const refused = findings.filter(({ verdict }) => verdict === 'refused').map(({ code }) => code);
    if (verdictOf(findings) === 'refused') throw protocolProblems.proposalRefused({ reasons: refused });
    return findings;
  }
}
