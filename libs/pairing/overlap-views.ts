import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';
import { HandOverRepository } from './hand-over.repository.js';

/** Until when two look after a patient, of the one who goes. */
@Injectable()
export class OverlapViews {
  constructor(private readonly handOvers: HandOverRepository) {}

  async of(db: Db, pairingIds: readonly string[]): Promise<Map<string, Date>> {
    const open = await this.handOvers.findOpen(db, { fromPairingIds: pairingIds });
    return new Map(open.map(({ fromPairingId, overlapUntil }) => [fromPairingId, overlapUntil!]));
  }
}
