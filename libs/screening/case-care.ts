import { Injectable } from '@nestjs/common';

import { CareHandOver } from '#care';
import type { Tx } from '#platform';
import { ScreenerAccess } from './screener-access.js';

/** Who sees the patient of a case: its owner lastingly, and nobody any more who was lent access until there was one. */
@Injectable()
export class CaseCare {
  constructor(
    private readonly handOver: CareHandOver,
    private readonly screeners: ScreenerAccess,
  ) {}

  /** The case must be written before. */
  async take(tx: Tx, owner: Parameters<CareHandOver['take']>[1]): Promise<void> {
    await this.handOver.take(tx, owner);
    await this.screeners.settle(tx, owner.patientId);
  }
}
