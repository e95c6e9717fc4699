import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { Channels } from './channels.js';
import { Keeper } from './keeper.js';
import type { Claimed, Outgoing } from './message.repository.js';
import type { Due } from './messages.js';
import { Renderer } from './renderer.js';
import type { Outcome } from './sender.js';
import { Undelivered, type Untaken } from './undelivered.js';

export type Taken = Readonly<{ claimed: Claimed; outgoing: Outgoing }> | Untaken;

/** Decides, in a transaction, whether a message goes, and what follows from what came of it. */
@Injectable()
export class DeliveryDecisions {
  constructor(
    private readonly outbox: Outbox,
    private readonly renderer: Renderer,
    private readonly channels: Channels,
    private readonly kept: Keeper,
    private readonly undelivered: Undelivered,
  ) {}

  leaves({ channel }: Due): boolean {
    return channel !== 'inbox' && this.channels.way(channel) !== 'captured';
  }

  /** The row is marked first: a cancellation either comes before the message, which then is not sent, or waits until it was. */
  async keep(tx: Tx, due: Due, eventId: string): Promise<void> {
    if (!(await this.outbox.done(tx, eventId))) return;
    const ready = await this.ready(tx, due);
    if (typeof ready === 'string') await this.undelivered.follow(tx, due, eventId, ready);
    else await this.kept.keep(tx, ready);
  }

  /** A row that was voided meanwhile is not sent: whoever voids it waits for this transaction, or this one for theirs. */
  async take(tx: Tx, due: Due, eventId: string): Promise<Taken> {
    if (!(await this.outbox.hold(tx, eventId))) return 'voided';
    const ready = await this.ready(tx, due);
    return typeof ready === 'string' ? ready : { outgoing: ready, claimed: await this.kept.take(tx, ready) };
  }

  async conclude(tx: Tx, due: Due, eventId: string, outcome: Exclude<Outcome, 'failed' | 'unsure'> | Untaken): Promise<void> {
    if (outcome !== 'sent') await this.undelivered.follow(tx, due, eventId, outcome);
    await this.outbox.done(tx, eventId);
  }

  private async ready(tx: Tx, due: Due): Promise<Outgoing | Untaken> {
    const when = await this.undelivered.mayGo(tx, due);
    if (when !== 'now') return when;
    const rendered = await this.renderer.render(tx, due);
    return typeof rendered === 'string' ? rendered : { ...due, ...rendered };
  }
}
