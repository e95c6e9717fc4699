import { Injectable } from '@nestjs/common';

import { AuthorityService, CarePlaces } from '#credentials';
import type { Tx } from '#platform';
import { EntryFollowing } from './entry-following.js';
import { PairingRepository, type PairingRow } from './pairing.repository.js';

/** Whether somebody may still do their part for a patient where this one is treated: treat them, or prescribe to them. */
@Injectable()
export class PartCover {
  constructor(
    private readonly places: CarePlaces,
    private readonly authority: AuthorityService,
    private readonly pairings: PairingRepository,
    private readonly people: EntryFollowing,
  ) {}

  /** Of a patient of whom nobody knows where they are nothing can be said. */
  async holds(tx: Tx, { patientId, part }: Pick<PairingRow, 'patientId' | 'part'>, clinicianId: string): Promise<boolean> {
    const { isInClinic, place, today: day } = (await this.places.of(tx, [patientId])).get(patientId)!;
    if (place === null) return true;
    const prescribe = isInClinic ? ('prescribe-in-person' as const) : ('prescribe' as const);
    const asked = { patientId, jurisdiction: place, day, act: part === 'prescriber' ? prescribe : ('treat' as const) };
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
