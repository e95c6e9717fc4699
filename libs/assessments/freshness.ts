import { Injectable } from '@nestjs/common';

import { DAY } from '#kernel';
import type { Db } from '#platform';
import { PHQ9_ITEM_9 } from './domain/catalogue/phq9.js';
import { strictest } from './domain/thresholds.js';
import { ResponseRepository } from './response.repository.js';
import { RulesRepository } from './rules.repository.js';

/** `answeredAt`: epoch ms; null: never. `maxAgeMs`: how old that may be for a session. */
export type Freshness = Readonly<{ answeredAt: number | null; maxAgeMs: number }>;

/** How recent the answer to item 9 of the PHQ-9 is, and has to be by the clinic’s rules. */
@Injectable()
export class FreshnessReader {
  constructor(
    private readonly responses: ResponseRepository,
    private readonly rules: RulesRepository,
  ) {}

  async item9(db: Db, patientId: string): Promise<Freshness> {
    const answeredAt = await this.responses.answeredAt(db, patientId, { linkId: PHQ9_ITEM_9, score: 'item-9' });
    return { answeredAt, maxAgeMs: strictest((await this.rules.newest(db)).thresholds).freshDays * DAY };
  }
}
