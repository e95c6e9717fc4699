import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Database, Outbox } from '#platform';
import type { Due } from './messages.js';
import { notificationProblems } from './problems.js';
import { Renderer } from './renderer.js';
import { Sender } from './sender.js';

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

  async deliver(due: Due, eventId: string): Promise<void> {
    if (this.sender.leavesBySmtp(due)) return this.bySmtp(due, eventId);
    await this.database.transact(async (tx) => {
      const rendered = await this.renderer.render(tx, due);
      if (rendered) await this.sender.capture(tx, { ...due, ...rendered });
      await this.outbox.done(tx, eventId);
    });
  }

  /** @throws `notifications.not-taken` when the mail server has certainly not taken it: the row goes again, later */
  private async bySmtp(due: Due, eventId: string): Promise<void> {
    const rendered = await this.database.transact((tx) => this.renderer.render(tx, due));
    const outcome = rendered ? await this.sender.send({ ...due, ...rendered }) : 'sent';
    if (outcome === 'failed') throw notificationProblems.notTaken();
    await this.database.transact(async (tx) => {
      if (outcome === 'unknown') await this.alerts.raise(tx, { kind: 'message-failed', subjectId: eventId, level: 1 });
      await this.outbox.done(tx, eventId);
    });
  }
}
