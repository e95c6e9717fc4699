import { Injectable } from '@nestjs/common';

import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { phasesOf } from './domain/phases.js';
import { plainPlan } from './domain/plain-plan.js';
import { ProtocolRepository } from './protocol.repository.js';
import { ProtocolDoor } from './protocol-door.js';
import { VersionRepository } from './version.repository.js';

/** What a patient is told of their own plan. */
@Injectable()
export class OwnPlan {
  constructor(
    private readonly database: Database,
    private readonly door: ProtocolDoor,
    private readonly protocols: ProtocolRepository,
    private readonly versions: VersionRepository,
    private readonly identity: IdentityService,
  ) {}

  /** Empty while none is signed. @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<string[]> {
    await this.door.readOwn(caller, patientId);
    const { read: db } = this.database;
    const protocol = await this.protocols.findNewest(db, patientId);
    const signed = protocol && (await this.versions.findOf(db, protocol.id)).find(({ state }) => state === 'signed');
    if (!protocol || !signed || protocol.state === 'ended') return [];
    const doses = await this.protocols.findDoses(db, protocol.id);
    const signerId = await this.protocols.signerOf(db, protocol.id);
    const people = await this.identity.people(db, signerId ? [signerId] : []);
    const { goal, endPointReviewOn } = signed.content;
    return plainPlan({
      ...{ goal, phases: phasesOf(signed.content), isPaused: protocol.state === 'paused' },
      signerName: (signerId && people.get(signerId)?.displayName) ?? null,
      taken: doses.filter(({ state }) => state === 'taken').length,
      reviewDay: dayWords(endPointReviewOn),
    });
  }
}

const WORDS = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const dayWords = (day: string): string => WORDS.format(Date.parse(day));
