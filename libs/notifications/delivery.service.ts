import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Database, Outbox, type Tx } from '#platform';
import type { Due } from './messages.js';
import { notificationProblems } from './problems.js';
import { Renderer } from './renderer.js';
import { type Outcome, Sender } from './sender.js';

/** Outcomes after which nobody has been told, or nobody knows: a person must. */
const UNTOLD: ReadonlySet<string> = new Set(['refused', 'unknown', 'unreachable']);

/** Carries one message out of the system, or into the captured mailbox. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly database: Database,
    private readonly renderer: Renderer,
    private readonly sender: Sender,
    private readonly outbox: Outbox,
    private readonly alerts: AlertsService,
  ) {}

  /** @throws `notifications.not-taken` when the mail server has certainly not taken it: the row goes again, later */
  deliver(due: Due, eventId: string): Promise<void> {
    return this.sender.leaves(due.channel) ? this.bySmtp(due, eventId) : this.capture(due, eventId);
  }

  /** The row is marked first: a cancellation either comes before the message, which then is not sent, or waits until it was. */
  private capture(due: Due, eventId: string): Promise<void> {
    return this.database.transact(async (tx) => {
      if (!(await this.outbox.done(tx, eventId))) return;
      const rendered = await this.renderer.render(tx, due);
      if (rendered === 'unreachable') await this.report(tx, due, eventId);
      else if (rendered !== 'moot') await this.sender.capture(tx, { ...due, ...rendered });
    });
  }

  private async bySmtp(due: Due, eventId: string): Promise<void> {
    const outcome = await this.send(due);
    if (outcome === 'failed') throw notificationProblems.notTaken();
    await this.database.transact(async (tx) => {
      if (UNTOLD.has(outcome)) await this.report(tx, due, eventId);
      await this.outbox.done(tx, eventId);
    });
  }

  private async send(due: Due): Promise<Outcome | 'moot' | 'unreachable'> {
    const taken = await this.database.transact(async (tx) => {
      const rendered = await this.renderer.render(tx, due);
      if (rendered === 'moot' || rendered === 'unreachable') return rendered;
      const outgoing = { ...due, ...rendered };
      return { outgoing, claimed: await this.sender.claim(tx, outgoing) };
    });
    return typeof taken === 'string' ? taken : this.sender.send(taken.claimed, taken.outgoing);
  }

  private report(tx: Tx, { level }: Due, eventId: string): Promise<void> {
    return this.alerts.raise(tx, { kind: 'message-failed', subjectId: eventId, level: level === undefined ? 1 : 2 });
  }
}
