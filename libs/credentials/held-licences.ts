import { Injectable } from '@nestjs/common';

import type { Reader } from '#platform';
import { isLicence } from './domain/covers.js';
import { LicenceRepository } from './licence.repository.js';
import { LocationRepository } from './location.repository.js';

/** A licence that has not ended. Days as `2026-11-29`, both included. */
export type HeldLicence = Readonly<{ personId: string; jurisdiction: string; validFrom: string; validTo: string }>;

/** What is registered of many people at once, for those who judge it themselves. */
@Injectable()
export class HeldLicences {
  constructor(
    private readonly licences: LicenceRepository,
    private readonly locations: LocationRepository,
  ) {}

  async of(on: Reader, personIds: readonly string[]): Promise<HeldLicence[]> {
    const rows = await this.licences.findOf(on, personIds);
    return rows
      .filter((row) => isLicence(row) && !row.hasEnded)
      .map(({ personId, jurisdiction, validFrom, validTo }) => ({ personId, jurisdiction, validFrom, validTo }));
  }

  /** Where patients said at last that they are, as ISO 3166-2; whoever has not said it is missing. */
  async placesOf(on: Reader, patientIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.locations.findNewest(on, patientIds);
    return new Map(rows.map(({ patientId, jurisdiction }) => [patientId, jurisdiction]));
  }
}
