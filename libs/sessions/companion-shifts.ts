import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import type { EntryOf } from '#session-engine';
import { companionChanged, companionOut } from './messages.js';

/** What follows, in the same transaction, when the companion on duty is gone or another one takes over. */
@Injectable()
export class CompanionShifts {
  constructor(private readonly outbox: Outbox) {}

  async out(tx: Tx, sessionId: string, { seq }: EntryOf<'chaperone-left'>): Promise<void> {
    await this.outbox.append(tx, companionOut, { sessionId, seq });
  }

  /** Before the dose what was judged and released with the other companion counts no more. */
  async relieve(tx: Tx, sessionId: string, isDosed: boolean, { seq, payload }: EntryOf<'companion-on-duty'>): Promise<void> {
    const data = { chaperoneId: payload.personId, ...(isDosed ? {} : { gatePassedAt: null, releasedAt: null }) };
    await tx.dosingSession.update({ where: { id: sessionId }, data, select: { id: true } });
    await this.outbox.append(tx, companionChanged, { sessionId, seq, ...payload });
  }
}
