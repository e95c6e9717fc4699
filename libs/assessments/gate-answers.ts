import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';
import { type Freshness, FreshnessReader } from './freshness.js';
import { SignalReviews } from './signal-reviews.js';

/** What the gate before a dose asks of a patient’s answers. */
@Injectable()
export class GateAnswers {
  constructor(
    private readonly reviews: SignalReviews,
    private readonly freshness: FreshnessReader,
  ) {}

  /** How many unreviewed signals hold the release of a dose, and how recent the answer to item 9 of the PHQ-9 is. */
  async facts(db: Db, patientId: string): Promise<Readonly<{ openSignals: number; item9: Freshness }>> {
    const openSignals = await this.reviews.countHolds(db, patientId);
    return { openSignals, item9: await this.freshness.item9(db, patientId) };
  }

  item9(db: Db, patientId: string): Promise<Freshness> {
    return this.freshness.item9(db, patientId);
  }
}
