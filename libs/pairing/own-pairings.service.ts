import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Audit } from '#audit';
import type { listPairings } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { OwnHandOvers } from './own-hand-overs.js';
import { OwnOffers } from './own-offers.js';
import { OwnPlaces } from './own-places.js';

type OwnPairings = z.infer<typeof listPairings.reply>;

/** What waits for a clinician: who asks for them, what is handed over, and whom they look after. */
@Injectable()
export class OwnPairingsService {
  constructor(
    private readonly database: Database,
    private readonly offers: OwnOffers,
    private readonly handOvers: OwnHandOvers,
    private readonly places: OwnPlaces,
    private readonly audit: Audit,
  ) {}

  async read(caller: Caller): Promise<OwnPairings> {
    const { read } = this.database;
    const [offers, handOvers, own] = [
      await this.offers.of(read, caller.personId),
      await this.handOvers.of(read, caller.personId),
      await this.places.of(read, caller),
    ];
    await this.audit.recordList(caller, { action: 'list-pairings', objectType: 'pairing' }, [
      ...new Set([...offers, ...handOvers, ...own.patients].map(({ patientId }) => patientId)),
    ]);
    return { offers, handOvers, ...own };
  }
}
