import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Outbox, type Tx } from '#platform';
import { Channels } from './channels.js';
import { callDue, type Due, messageDue } from './messages.js';

/** What is to be said, and by which channel rather. */
export type Notice = Omit<Due, 'recipientId'>;

/** Puts messages on their way; each is an outbox row of its own, so that one that fails holds up no other. */
@Injectable()
export class DispatchService {
  constructor(
    private readonly outbox: Outbox,
    private readonly channels: Channels,
    private readonly alerts: AlertsService,
  ) {}

  /**
   * Tells people something, each through the channel that is wanted or the other one.
   *
   * @param voidWith outbox key; voiding it also takes back what was not sent yet
   */
  async tell(tx: Tx, notice: Notice, recipientIds: readonly string[], voidWith?: string): Promise<void> {
    for (const recipientId of recipientIds) {
      const [channel] = await this.channels.reaching(tx, recipientId, notice.channel);
      if (!channel) await this.reportUnreachable(tx, notice);
      else {
        const key = voidWith && { key: `${voidWith}:${recipientId}:${channel}` };
        await this.outbox.append(tx, messageDue, { ...notice, recipientId, channel }, key || {});
      }
    }
  }

  /** Calls people: at once, and through every channel that reaches them. */
  async call(tx: Tx, notice: Notice, recipientIds: readonly string[]): Promise<void> {
    for (const recipientId of recipientIds) {
      const channels = await this.channels.reaching(tx, recipientId, notice.channel);
      if (!channels.length) await this.reportUnreachable(tx, notice);
      for (const channel of channels) await this.outbox.append(tx, callDue, { ...notice, recipientId, channel });
    }
  }

  private reportUnreachable(tx: Tx, { subjectId, level }: Notice): Promise<void> {
    return this.alerts.raise(tx, { kind: 'message-failed', subjectId, level: level === undefined ? 1 : 2 });
  }
}
