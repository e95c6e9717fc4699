import { Injectable } from '@nestjs/common';

import type { PairingWeights, PairingWish } from '#contracts';
import { HeldLicences } from '#credentials';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { PairingRulesRepository } from './rules.repository.js';
import { WishRepository } from './wish.repository.js';

export type PatientCard = Readonly<{
  patientId: string;
  patientName: string;
  isPlaceStated: boolean;
  wish: PairingWish;
  weights: PairingWeights;
}>;

/** What is said of a patient for whom somebody is looked for, and by what it is weighed. */
@Injectable()
export class PatientCards {
  constructor(
    private readonly identity: IdentityService,
    private readonly licences: HeldLicences,
    private readonly wishes: WishRepository,
    private readonly rules: PairingRulesRepository,
  ) {}

  async of(db: Db, patientId: string): Promise<PatientCard> {
    const { displayName: patientName } = await this.identity.person(db, patientId);
    const isPlaceStated = (await this.licences.placesOf(db, [patientId])).has(patientId);
    const wish = (await this.wishes.findOf(db, [patientId])).get(patientId)!;
    const { continuity, specialty, soon, zone, preference } = await this.rules.read(db);
    return { patientId, patientName, isPlaceStated, wish, weights: { continuity, specialty, soon, zone, preference } };
  }
}
