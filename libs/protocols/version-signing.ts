import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { CourseFactsRepository } from './course-facts.repository.js';
import { strictestPauseLimits } from './domain/pause-limits.js';
import { allReasons, knownAs } from './domain/pause-rules.js';
import { protocolSigned } from './messages.js';
import { PauseRepository } from './pause.repository.js';
import { protocolProblems } from './problems.js';
import { type Signer, SigningDesk } from './signing-desk.js';
import { VersionRepository, type VersionRow } from './version.repository.js';

/** A draft is signed, and holds from then on. */
@Injectable()
export class VersionSigning {
  constructor(
    private readonly desk: SigningDesk,
    private readonly versions: VersionRepository,
    private readonly pauses: PauseRepository,
    private readonly facts: CourseFactsRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `protocols.no-authority`, `protocols.ended` */
  async sign(tx: Tx, signer: Signer, version: VersionRow): Promise<void> {
    if (await this.versions.hasEnded(tx, version.protocolId)) throw protocolProblems.ended();
    await this.desk.version(tx, signer, version);
    await this.keepKnown(tx, version);
    await this.versions.putInForce(tx, version, signer.personId);
    await this.outbox.append(tx, protocolSigned, { patientId: version.patientId });
  }

  /** What can be known by now. The course is held from before: a fact that is committed later finds the version signed, and this without it. */
  private async keepKnown(tx: Tx, { id, patientId }: VersionRow): Promise<void> {
    await this.pauses.hold(tx, patientId);
    const { now, ownLimits, ...course } = await this.facts.read(tx.sql, patientId);
    const reasons = allReasons(course, now.getTime(), strictestPauseLimits(...ownLimits));
    await this.versions.keepKnown(tx, id, reasons.map(knownAs));
  }
}
