import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { covers } from './domain/covers.js';
import { LicenceRepository } from './licence.repository.js';
import { LocationRepository } from './location.repository.js';

/** Where clinicians are licensed, as it is said to those whom they treat: places, and never a number. */
@Injectable()
export class LicensedPlaces {
  constructor(
    private readonly licences: LicenceRepository,
    private readonly locations: LocationRepository,
    private readonly identity: IdentityService,
  ) {}

  /**
   * Of each clinician the places of the licences that are valid today, on the clock of the patient. Of whoever is licensed where the patient
   * has said today that they are: that place alone, for it is the one that matters.
   *
   * @returns ISO 3166-2 codes by the clinicians' ids; of whoever has no licence there is none
   */
  async of(db: Db, clinicianIds: readonly string[], patientId: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const { zone } = await this.identity.person(db, patientId);
    const [today, [newest], licences] = [
      await this.locations.today(db, zone),
      await this.locations.findNewest(db, [patientId]),
      await this.licences.findOf(db, clinicianIds),
    ];
    const here = newest?.day === today ? newest.jurisdiction : null;
    const placesOf = (clinicianId: string) => {
      const own = licences.filter(({ personId }) => personId === clinicianId);
      const places = [...new Set(own.map(({ jurisdiction }) => jurisdiction))];
      const valid = places.filter((place) => covers(own, place, today).isCovered);
      return here !== null && valid.includes(here) ? [here] : valid;
    };
    return new Map(clinicianIds.map((id) => [id, placesOf(id)]));
  }
}
