import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { Directory, IdentityService } from '#identity';
import type { Tx } from '#platform';

/** Who stands behind the clinicians of a patient when a ladder climbs past whoever is on call. */
@Injectable()
export class SupervisingPhysicians {
  constructor(
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly directory: Directory,
  ) {}

  /** The physicians of the patient's team; where it has none, the medical director. */
  async of(tx: Tx, patientId: string): Promise<string[]> {
    const cards = await this.identity.people(tx, await this.care.team(tx, patientId));
    const physicians = [...cards.values()].filter(({ role }) => role === 'physician').map(({ id }) => id);
    if (physicians.length) return physicians;
    return (await this.directory.withDuty(tx, 'medical-director')).map(({ id }) => id);
  }
}
