import { Injectable } from '@nestjs/common';

import type { PairingPart } from '#contracts';
import { Outbox, type Tx } from '#platform';
import { offerKey } from './messages.js';
import { PairingOfferRepository } from './offer.repository.js';
import { PairingRepository } from './pairing.repository.js';
import { searchFor } from './search-ranking.js';
import { TeamEntry } from './team-entry.js';

/** Nobody is looked for any more, and whoever is asked need not answer. */
@Injectable()
export class SearchEnding {
  constructor(
    private readonly pairings: PairingRepository,
    private readonly offers: PairingOfferRepository,
    private readonly entry: TeamEntry,
    private readonly outbox: Outbox,
  ) {}

  /** The pairings of the patient must be held. @returns whether there was a search */
  async end(tx: Tx, patientId: string, part: PairingPart): Promise<boolean> {
    const search = searchFor(await this.pairings.findOpen(tx, [patientId]), part);
    if (!search) return false;
    for (const { id, state } of await this.offers.findOf(tx, [search.id])) {
      if (state !== 'offered') continue;
      await this.offers.end(tx, id, 'withdrawn');
      await this.outbox.void(tx, offerKey(id));
    }
    await this.entry.callOff(tx, search.id);
    await this.pairings.become(tx, search.id, 'ended');
    return true;
  }
}
