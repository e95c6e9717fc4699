import { Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import { protocolProblems } from './problems.js';
import { ProtocolDoor } from './protocol-door.js';
import { VersionRepository } from './version.repository.js';
import { VersionBounds } from './version-bounds.js';
import { VersionSigning } from './version-signing.js';

/** A prescriber signs a draft as it stands: from then on it holds. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly door: ProtocolDoor,
    private readonly versions: VersionRepository,
    private readonly bounds: VersionBounds,
    private readonly signing: VersionSigning,
    private readonly signIns: SignInService,
  ) {}

  /**
   * @param revision of the draft that the signer has read
   * @throws `care.not-found`, `protocols.changed-meanwhile`, `protocols.version-refused`, `protocols.no-authority`, `identity.step-up-needed`
   */
  async sign(caller: Caller, versionId: string, revision: number): Promise<void> {
    await this.door.change(caller, await this.door.findPatient((on) => this.versions.patientOf(on, versionId)), async (tx) => {
      const held = await this.bounds.draft(tx, versionId);
      if (held.revision !== revision) throw protocolProblems.changedMeanwhile({ revision: held.revision });
      const { goal, reason } = held.content;
      if (goal === null || reason === null) throw protocolProblems.changedMeanwhile();
      await this.bounds.requireOf(tx, held, { ...held.content, goal, reason });
      await this.signIns.requireStepUp(tx, caller);
      await this.signing.sign(tx, caller, held);
      return [null, { action: 'sign-protocol', objectType: 'protocol-version', objectId: versionId }];
    });
  }
}
