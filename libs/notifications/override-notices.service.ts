import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { DutyNotices } from './duty-notices.js';

/** Tells the medical director, once a week, that something was signed over gates; without a word of what. */
@Injectable()
export class OverrideNotices {
  constructor(private readonly duties: DutyNotices) {}

  listed(tx: Tx, overrideId: string): Promise<void> {
    return this.duties.tell(tx, ['medical-director', 'privacy-officer'], {
      ...{ template: 'overrides', channel: 'email', level: 1 },
      ...{ cause: `overrides:${overrideId}`, subjectId: overrideId },
    });
  }
}
