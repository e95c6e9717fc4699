import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import type { Tx } from '#platform';
import { MessageRepository } from './message.repository.js';
import type { Due } from './messages.js';
import { Planner } from './planner.js';

/** Why a message is not sent. `closed`: its channel does not reach its recipient any more. */
export type Untaken = 'moot' | 'late' | 'later' | 'voided' | 'closed' | 'unreachable';
type Why = Untaken | 'refused' | 'unknown';

/** What follows when a message did not get to its recipient: another channel, or a person who must know. */
@Injectable()
export class Undelivered {
  constructor(
    private readonly planner: Planner,
    private readonly messages: MessageRepository,
    private readonly alerts: AlertsService,
  ) {}

  /** Whether it may go: at this time, through its channel. */
  async mayGo(tx: Tx, due: Due): Promise<'now' | 'later' | 'late' | 'closed'> {
    const when = await this.planner.mayGo(tx, due);
    return when === 'now' && !(await this.planner.isOpen(tx, due)) ? 'closed' : when;
  }

  async follow(tx: Tx, due: Due, eventId: string, why: Why): Promise<void> {
    if (why === 'later' || why === 'voided') return;
    if (why === 'moot' || why === 'late') return this.messages.drop(tx, due, 'moot', why);
    const isElsewhere = why !== 'unknown' && (await this.planner.instead(tx, due));
    if (why === 'closed' || why === 'unreachable') {
      await this.messages.drop(tx, due, isElsewhere ? 'moot' : 'undeliverable', why);
    }
    if (!isElsewhere) await this.report(tx, due, eventId);
  }

  /** Nobody has been told, or nobody knows: a person must. */
  private report(tx: Tx, { level }: Due, eventId: string): Promise<void> {
    return this.alerts.raise(tx, { kind: 'message-failed', subjectId: eventId, level: level === undefined ? 1 : 2 });
  }
}
