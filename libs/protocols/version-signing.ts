import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { protocolSigned } from './messages.js';
import { protocolProblems } from './problems.js';
import { type Signer, SigningDesk } from './signing-desk.js';
import { VersionRepository, type VersionRow } from './version.repository.js';

/** A draft is signed, and holds from then on. */
@Injectable()
export class VersionSigning {
  constructor(
    private readonly desk: SigningDesk,
    private readonly versions: VersionRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `protocols.no-authority`, `protocols.ended` */
  async sign(tx: Tx, signer: Signer, version: VersionRow): Promise<void> {
    if (await this.versions.hasEnded(tx, version.protocolId)) throw protocolProblems.ended();
    await this.desk.version(tx, signer, version);
    await this.versions.putInForce(tx, version, signer.personId);
    await this.outbox.append(tx, protocolSigned, { patientId: version.patientId });
  }
}
