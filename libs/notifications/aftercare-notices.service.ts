import { Injectable } from '@nestjs/common';

import { AftercareWatch, aftercareKey } from '#aftercare';
import { Clock, type Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

/** Asks patients how they are after a session, and once more when they do not answer. */
@Injectable()
export class AftercareNotices {
  constructor(
    private readonly watch: AftercareWatch,
    private readonly dispatch: DispatchService,
    private readonly clock: Clock,
  ) {}

  /** The evening's question passes quiet hours: without an answer people telephone, which wakes more. An answer takes back what is not sent yet. */
  async ask(tx: Tx, checkId: string, what: 'asked' | 'asked-again'): Promise<void> {
    const check = await this.watch.unanswered(tx, checkId);
    if (!check) return;
    const notice = { template: 'howAreYou', cause: aftercareKey(checkId, what), subjectId: checkId, channel: 'sms' } as const;
    const timing = { at: (await this.clock.now(tx)).getTime(), useUntil: check.callAt.getTime() };
    await this.dispatch.tell(tx, notice, [check.patientId], { ...timing, passesQuiet: check.kind === 'evening' });
  }
}
