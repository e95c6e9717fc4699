import { Injectable } from '@nestjs/common';

import type { NamedCompanion, NamedCompanions } from '#contracts';
import { IdentityService } from '#identity';
import type { Db, Reader } from '#platform';
import { CompanionRepository, type CompanionTie } from './companion.repository.js';

/** The companions of a patient, by name. */
@Injectable()
export class CompanionReader {
  constructor(
    private readonly companions: CompanionRepository,
    private readonly identity: IdentityService,
  ) {}

  /** Those who come now; of a part that two have the newer first. */
  ties(on: Reader, patientId: string): Promise<CompanionTie[]> {
    return this.companions.findOf(on, patientId);
  }

  /** Whether somebody comes along with the patient now. */
  async isNamed(on: Reader, patientId: string, personId: string): Promise<boolean> {
    return (await this.ties(on, patientId)).some((tie) => tie.personId === personId);
  }

  async of(db: Db & Reader, patientId: string): Promise<NamedCompanions> {
    const ties = await this.ties(db, patientId);
    return { first: await this.named(db, ties, 'first'), backup: await this.named(db, ties, 'backup') };
  }

  private async named(db: Db, ties: readonly CompanionTie[], part: CompanionTie['part']): Promise<NamedCompanion | null> {
    const tie = ties.find((one) => one.part === part);
    if (!tie) return null;
    const [{ displayName }, { phone }] = [
      await this.identity.person(db, tie.personId),
      await this.identity.contact(db, tie.personId),
    ];
    return { personId: tie.personId, displayName, phone: phone ?? '', since: tie.since.toISOString() };
  }
}
