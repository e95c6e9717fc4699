import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { IdentityService } from '#identity';
import { Clock, type Tx } from '#platform';
import type { Setting } from '#session-engine';
import { type DoseText, doseText, type Signing, versionText } from './domain/signed-text.js';
import { SignatureRepository, type Signed } from './signature.repository.js';
import { type Authority, SigningAuthority } from './signing-authority.js';
import type { VersionRow } from './version.repository.js';

/** Who signs: a caller, or whom the demo clinic and tests sign for. */
export type Signer = Readonly<{ personId: string; role: string }>;
type Standing = Readonly<{ patientId: string; signed: Signed; authority: Authority }>;
type Proposed = Readonly<{ id: string; patientId: string; doseMg: number; text: DoseText; setting: Setting }>;

/** The one door through which anything is signed: authority first, then the text, its proof, and a row of the audit that holds the proof. */
@Injectable()
export class SigningDesk {
  constructor(
    private readonly authority: SigningAuthority,
    private readonly signatures: SignatureRepository,
    private readonly identity: IdentityService,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @throws `protocols.no-authority` */
  async version(tx: Tx, signer: Signer, version: VersionRow): Promise<void> {
    const { id: versionId, patientId, protocolId, number, template, plan, content } = version;
    const said = { protocolId, number, template, plan, ...content, goal: content.goal ?? '', reason: content.reason ?? '' };
    const authority = await this.authority.require(tx, { patientId, signerId: signer.personId, setting: plan.setting });
    await this.put(tx, signer, { patientId, signed: { versionId }, authority }, (signing) => versionText(said, signing));
  }

  /** @throws `protocols.no-authority`, `protocols.pdmp-due` */
  async dose(tx: Tx, signer: Signer, { id: proposalId, patientId, doseMg, text, setting }: Proposed): Promise<void> {
    const authority = await this.authority.requireForDose(tx, { patientId, signerId: signer.personId, setting });
    const signed = { proposalId, doseMg };
    await this.put(tx, signer, { patientId, signed, authority }, (signing) => doseText(text, signing));
  }

  private async put(
    tx: Tx,
    signer: Signer,
    { patientId, signed, authority: { place, licenceId, day } }: Standing,
    textFor: (signing: Signing) => string,
  ): Promise<void> {
    const signerId = signer.personId;
    const people = await this.identity.people(tx, [patientId, signerId]);
    const [patientName, signerName] = [people.get(patientId)!.displayName, people.get(signerId)!.displayName];
    const signedAt = (await this.clock.now(tx)).toISOString();
    const under = { patientId, patientName, signerId, signerName, place, licenceId, day, signedAt };
    const text = textFor({ reference: randomUUID(), ...under });
    const proof = await this.signatures.insert(tx, { patientId, signerId, licenceId, signed, text });
    const objectType = 'versionId' in signed ? 'protocol-version' : 'dose-proposal';
    const objectId = 'versionId' in signed ? signed.versionId : signed.proposalId;
    await this.audit.record(tx, signer, {
      action: 'sign',
      objectType,
      objectId,
      subjectPersonId: patientId,
      reason: `sha256-${proof}`,
    });
  }
}
