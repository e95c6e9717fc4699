import { Injectable } from '@nestjs/common';

import type { PairingWish } from '#contracts';
import type { Db } from '#platform';
import type { OfferRow } from './offer.repository.js';
import { PairingPeople, type Shown } from './people.js';
import { WishRepository } from './wish.repository.js';

type Patient = Pick<PairingWish, 'languages' | 'topics'> & Readonly<{ patientName: string }>;

/** Who is offered, and what they come with. */
@Injectable()
export class OfferedPatients {
  constructor(
    private readonly people: PairingPeople,
    private readonly wishes: WishRepository,
  ) {}

  async of(
    db: Db,
    offers: readonly OfferRow[],
  ): Promise<Readonly<{ of: (patientId: string) => Patient; named: (id: string) => Shown }>> {
    const ids = [...new Set(offers.map(({ patientId }) => patientId))];
    const wishes = await this.wishes.findOf(db, ids);
    const named = await this.people.named(db, [...ids, ...offers.map(({ offeredBy }) => offeredBy)]);
    const of = (patientId: string) => {
      const { languages, topics } = wishes.get(patientId)!;
      return { patientName: named(patientId).displayName, languages, topics };
    };
    return { of, named };
  }
}
