import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { Directory } from '#identity';
import type { Tx } from '#platform';

/** Who stands behind the clinicians of a patient when a ladder climbs past whoever is on call. */
@Injectable()
export class SupervisingPhysicians {
  constructor(
    private readonly care: CareService,
    private readonly directory: Directory,
  ) {}

  /** The physicians of the patient's team who work here; where it has none, the medical director. */
  async of(tx: Tx, patientId: string): Promise<string[]> {
    const team = new Set(await this.care.team(tx, patientId)); // whoever leaves the clinic stays in it until somebody else is there
    const here = await this.directory.whoMayBeOnCall(tx);
    const physicians = here.filter(({ id, role }) => role === 'physician' && team.has(id)).map(({ id }) => id);
    if (physicians.length) return physicians;
    return (await this.directory.withDuty(tx, 'medical-director')).map(({ id }) => id);
  }
}
