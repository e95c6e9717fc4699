import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { HOUR } from '#kernel';
import type { Db } from '#platform';
import { type Covered, covers } from './domain/covers.js';
import { LicenceRepository } from './licence.repository.js';
import { LocationRepository } from './location.repository.js';

/** `place`: ISO 3166-2, where the patient said that they are; null when nobody has said so in the time that was asked for. */
export type PlaceStanding = Covered & Readonly<{ place: string | null; statedAt: Date | null; day: string }>;

/** Whether clinicians may treat patients where these are. For other contexts, inside a transaction or not. */
@Injectable()
export class LicenceService {
  constructor(
    private readonly licences: LicenceRepository,
    private readonly locations: LocationRepository,
    private readonly identity: IdentityService,
  ) {}

  /**
   * Whether the place that a patient has stated within the last hours is covered by an active licence of a clinician.
   *
   * @param about.withinHours how old the statement may be; an older one is none
   * @param about.day         as `2026-11-29`; today on the clock of the patient when it is left out
   */
  async coverage(
    db: Db,
    about: Readonly<{ patientId: string; clinicianId: string; withinHours: number; day?: string }>,
  ): Promise<PlaceStanding> {
    const { patientId, clinicianId, withinHours } = about;
    const { zone } = await this.identity.person(db, patientId);
    const day = about.day ?? (await this.locations.today(db, zone));
    const [newest] = await this.locations.findNewest(db, [patientId]);
    const stated = newest && newest.ageMs <= withinHours * HOUR ? newest : null;
    const licences = await this.licences.findOf(db, [clinicianId]);
    const place = stated?.jurisdiction ?? null;
    return { ...covers(licences, place, day), place, statedAt: stated?.statedAt ?? null, day };
  }
}
