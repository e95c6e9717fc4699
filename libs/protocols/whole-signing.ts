import { Injectable } from '@nestjs/common';

import type { GuardrailsJson, VersionContent } from '#contracts';
import type { Tx } from '#platform';
import type { GateLimits, SessionPlan } from '#session-engine';
import { DoseSigning } from './dose-signing.js';
import { protocolProblems } from './problems.js';
import { ProposalRepository } from './proposal.repository.js';
import { ProtocolRepository } from './protocol.repository.js';
import type { Signer } from './signing-desk.js';
import { VersionRepository } from './version.repository.js';
import { VersionSigning } from './version-signing.js';

/** A protocol as somebody signs it whole: the terms, and each dose in mg. `endPointReviewOn`: as `2026-11-29`. */
export type SignedProtocol = Readonly<{
  patientId: string;
  template: string;
  phase: string;
  plan: SessionPlan;
  patientLimits: Partial<GateLimits>;
  minDaysBetween: number;
  /** Phases after the first one. */
  later?: VersionContent['later'];
  guardrails: GuardrailsJson;
  endPointReviewOn: string;
  goal: string;
  reason: string;
  dosesMg: readonly number[];
  signedBy: string;
  /** Another version of the protocol that was signed last: doses that are signed stay as they are. */
  goesOn?: boolean;
}>;

/**
 * A whole protocol with its doses, signed in one transaction, as demo clinics and tests begin. It goes through the same doors: authority,
 * guardrails, a signature under each text.
 */
@Injectable()
export class WholeSigning {
  constructor(
    private readonly protocols: ProtocolRepository,
    private readonly versions: VersionRepository,
    private readonly proposals: ProposalRepository,
    private readonly versionSigning: VersionSigning,
    private readonly doseSigning: DoseSigning,
  ) {}

  /** @throws `protocols.no-authority`, `protocols.proposal-refused` for a dose that the guardrails refuse, or that takes two prescribers */
  async sign(tx: Tx, protocol: SignedProtocol): Promise<void> {
    const { patientId, signedBy: personId, template, plan, dosesMg, patientLimits, ...said } = protocol;
    const signer: Signer = { personId, role: 'prescriber' };
    await this.versions.hold(tx, patientId);
    const { phase, minDaysBetween, later = [], endPointReviewOn, guardrails, goal, reason } = said;
    const content: VersionContent = {
      ...{ phase, minDaysBetween, later, endPointReviewOn, guardrails, goal, reason },
      ...{ sessions: dosesMg.length, patientLimits: patientLimits as VersionContent['patientLimits'] },
    };
    const terms = { templateVersionId: null, template, plan, content };
    const held = protocol.goesOn ? await this.protocols.findNewest(tx, patientId) : null;
    const protocolId = held?.id ?? (await this.versions.insertProtocol(tx, patientId, terms));
    const versionId = await this.versions.insert(tx, { protocolId, patientId, by: personId }, terms);
    await this.versionSigning.sign(tx, signer, (await this.versions.find(tx, versionId))!);
    for (const [at, doseMg] of dosesMg.entries()) await this.signDose(tx, signer, { patientId, number: at + 1, doseMg, reason });
  }

  private async signDose(
    tx: Tx,
    signer: Signer,
    { patientId, number, doseMg, reason }: Readonly<{ patientId: string; number: number; doseMg: number; reason: string }>,
  ): Promise<void> {
    const line = await this.proposals.findLine(tx, patientId, { number });
    if (line?.state !== 'planned') return;
    const { proposalId } = await this.doseSigning.propose(tx, signer, { patientId, line, doseMg, reason });
    const isSigned = await this.doseSigning.sign(tx, signer, (await this.proposals.find(tx, proposalId))!);
    if (!isSigned) throw protocolProblems.proposalRefused({ reasons: ['second-signer'] });
  }
}
