import { Injectable } from '@nestjs/common';

import { AuthorityService, LicenceService } from '#credentials';
import { DAY, HOUR } from '#kernel';
import type { Tx } from '#platform';
import { EntryFollowing } from './entry-following.js';
import { PairingRepository, type PairingRow } from './pairing.repository.js';

/** However long ago a patient has said where they are: nobody has said anything else since. In hours. */
const EVER_HOURS = (400 * 365 * DAY) / HOUR;

/** Whether somebody may still do their part for a patient where this one is: treat them, or prescribe to them at a distance. */
@Injectable()
export class PartCover {
  constructor(
    private readonly licences: LicenceService,
    private readonly authority: AuthorityService,
    private readonly pairings: PairingRepository,
    private readonly people: EntryFollowing,
  ) {}

  /** Of a patient who has never said where they are nothing can be said. */
  async holds(tx: Tx, { patientId, part }: Pick<PairingRow, 'patientId' | 'part'>, clinicianId: string): Promise<boolean> {
    const standing = await this.licences.coverage(tx, { patientId, clinicianId, withinHours: EVER_HOURS });
    if (!standing.isCovered) return standing.reason === 'not-stated';
    if (part !== 'prescriber') return true;
    const asked = { patientId, jurisdiction: standing.place, day: standing.day, act: 'prescribe' } as const;
    return (await this.authority.judge(tx, { personIds: [clinicianId], ...asked })).get(clinicianId)!.isMet;
  }

  /** Whether anybody who is there does a part for a patient. @param but a pairing that does not count */
  async isDone(tx: Tx, { patientId, part }: Pick<PairingRow, 'patientId' | 'part'>, but: string | null = null): Promise<boolean> {
    for (const one of await this.pairings.findOpen(tx, [patientId])) {
      if (one.part !== part || one.id === but || !one.clinicianId || (await this.people.hasLeft(tx, one.clinicianId))) continue;
      if (await this.holds(tx, one, one.clinicianId)) return true;
    }
    return false;
  }
}
