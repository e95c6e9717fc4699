import { Injectable } from '@nestjs/common';

import { DAY } from '#kernel';
import { Clock, type Tx } from '#platform';
import { RecallNotices } from '#supply';
import { DispatchService } from './dispatch.service.js';

/** Whoever has not looked by then is called by their team. */
const USEFUL_MS = 2 * DAY;

/** Tells patients that there is something to read about what they have at home; nothing of what. */
@Injectable()
export class SupplyNotices {
  constructor(
    private readonly recalls: RecallNotices,
    private readonly dispatch: DispatchService,
    private readonly clock: Clock,
  ) {}

  async recalled(tx: Tx, dispenseId: string): Promise<void> {
    const patientId = await this.recalls.patientToTell(tx, dispenseId);
    if (!patientId) return;
    const at = (await this.clock.now(tx)).getTime();
    const about = { subjectId: dispenseId, cause: `recall:${dispenseId}` };
    const notice = { template: 'medicineNews', channel: 'email', ...about } as const;
    await this.dispatch.tell(tx, notice, [patientId], { at, useUntil: at + USEFUL_MS });
  }
}
