import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { LocationRepository } from './location.repository.js';

/** Where a patient was at last, and who has looked. */
@Injectable()
export class PdmpPeople {
  constructor(
    private readonly locations: LocationRepository,
    private readonly identity: IdentityService,
  ) {}

  async placeOf(db: Db, patientId: string): Promise<string | null> {
    const [newest] = await this.locations.findNewest(db, [patientId]);
    return newest?.jurisdiction ?? null;
  }

  async names(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const people = await this.identity.people(db, [...new Set(ids)]);
    return new Map([...people.values()].map(({ id, displayName }) => [id, displayName]));
  }
}
