import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { IdentityService } from '#identity';
import { Outbox, type Tx } from '#platform';
import { Channels } from './channels.js';
import type { External } from './message.repository.js';
import { callDue, type Due, messageDue } from './messages.js';
import { type NoticeTiming, Planner } from './planner.js';
import { BY_EMAIL_ONLY, IN_LIST } from './templates.js';

/** What is to be said, and by which channel rather. */
export type Notice = Omit<Due, 'recipientId' | 'channel' | 'useUntil' | 'passesQuiet'> & Readonly<{ channel: External }>;

/** Puts messages on their way; each is an outbox row of its own, so that one that fails holds up no other. */
@Injectable()
export class DispatchService {
  constructor(
    private readonly outbox: Outbox,
    private readonly channels: Channels,
    private readonly planner: Planner,
    private readonly identity: IdentityService,
    private readonly alerts: AlertsService,
  ) {}

  /**
   * Tells people something, each through the channel that is wanted or another one that reaches them; what is not secret stands in
   * their own list, too.
   *
   * @param timing without one: at once. With one, it is taken back when a key is voided that its cause continues.
   */
  async tell(tx: Tx, notice: Notice, recipientIds: readonly string[], timing?: NoticeTiming): Promise<void> {
    const people = await this.identity.people(tx, recipientIds);
    for (const recipientId of recipientIds) {
      const urgency = BY_EMAIL_ONLY.has(notice.template) ? 'email-only' : 'usual';
      const [channel] = await this.channels.reaching(tx, recipientId, notice.channel, urgency);
      if (channel) await this.planner.plan(tx, { ...notice, recipientId, channel }, timing);
      else await this.reportUnreachable(tx, notice);
      const hasList = IN_LIST.has(notice.template) && people.get(recipientId)?.role !== 'chaperone';
      if (hasList) await this.planner.plan(tx, { ...notice, recipientId, channel: 'inbox' }, timing);
    }
  }

  /** Calls people: at once, and through every channel that reaches them. */
  async call(tx: Tx, notice: Notice, recipientIds: readonly string[]): Promise<void> {
    for (const recipientId of recipientIds) {
      const channels = await this.channels.reaching(tx, recipientId, notice.channel, 'call');
      if (!channels.length) await this.reportUnreachable(tx, notice);
      for (const channel of channels) {
        const due = { ...notice, recipientId, channel };
        this.planner.note(tx, due, await this.outbox.append(tx, callDue, due), null);
      }
    }
  }

  /** One message again, for a cause of its own. @returns false when no channel reaches its recipient */
  async again(tx: Tx, notice: Notice, recipientId: string): Promise<boolean> {
    const urgency = BY_EMAIL_ONLY.has(notice.template) ? 'email-only' : 'call';
    const [channel] = await this.channels.reaching(tx, recipientId, notice.channel, urgency);
    if (!channel) return false;
    const due = { ...notice, recipientId, channel };
    this.planner.note(tx, due, await this.outbox.append(tx, messageDue, due), null);
    return true;
  }

  private reportUnreachable(tx: Tx, { subjectId, level }: Notice): Promise<void> {
    return this.alerts.raise(tx, { kind: 'message-failed', subjectId, level: level === undefined ? 1 : 2 });
  }
}
