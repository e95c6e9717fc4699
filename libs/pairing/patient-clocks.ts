import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { Clocks } from './clocks.js';

/** On which clocks patients live. */
@Injectable()
export class PatientClocks {
  constructor(
    private readonly identity: IdentityService,
    private readonly clocks: Clocks,
  ) {}

  async of(db: Db, patientIds: readonly string[], now: number): Promise<Map<string, { zone: string; offsetMin: number }>> {
    const cards = [...(await this.identity.people(db, patientIds)).values()];
    const offsets = await this.clocks.offsets(
      db,
      cards.map(({ zone }) => zone),
      now,
    );
    return new Map(cards.map(({ id, zone }) => [id, { zone, offsetMin: offsets.get(zone)! }]));
  }
}
