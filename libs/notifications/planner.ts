import { Injectable } from '@nestjs/common';

import { Clock, Outbox, type Tx } from '#platform';
import { Channels } from './channels.js';
import { MessageRepository } from './message.repository.js';
import { type Due, dueKey, messageDue } from './messages.js';
import { QuietHoursService } from './quiet-hours.service.js';
import { BY_EMAIL_ONLY } from './templates.js';

/** When it is to be sent, and until when it is of use; epoch ms. It wakes nobody, unless it passes quiet hours. */
export type NoticeTiming = Readonly<{ at: number; useUntil: number; passesQuiet?: boolean }>;

/** Writes down that a message will be sent, when, and by what instead when it could not be. */
@Injectable()
export class Planner {
  constructor(
    private readonly outbox: Outbox,
    private readonly messages: MessageRepository,
    private readonly quiet: QuietHoursService,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  /** @returns false when it is of no use any more, or would have to wake somebody */
  async plan(tx: Tx, due: Due, timing?: NoticeTiming): Promise<boolean> {
    if (!timing) {
      this.note(tx, due, await this.outbox.append(tx, messageDue, due), null);
      return true;
    }
    const { passesQuiet = false, useUntil } = timing;
    const dueAt = await this.timeFor(tx, due, timing, (await this.clock.now(tx)).getTime());
    if (dueAt === null) return false;
    const row: Due = { ...due, useUntil: new Date(useUntil).toISOString(), ...(passesQuiet && { passesQuiet }) };
    this.note(tx, due, await this.outbox.append(tx, messageDue, row, { dueAt, key: dueKey(due) }), dueAt);
    return true;
  }

  /** Shows it among the messages. */
  note(tx: Tx, due: Due, eventId: string, dueAt: Date | null): void {
    this.messages.plan(tx, due, { eventId, dueAt });
  }

  /**
   * Whether a planned message may go now. Its recipient may have other quiet hours by now: then it is planned again.
   *
   * @returns `late`: it is of no use any more. `later`: it was planned for another time
   */
  async mayGo(tx: Tx, due: Due): Promise<'now' | 'later' | 'late'> {
    if (due.useUntil === undefined) return 'now';
    const now = (await this.clock.now(tx)).getTime();
    const timing = { at: now, useUntil: Date.parse(due.useUntil), passesQuiet: due.passesQuiet ?? false };
    if (now > timing.useUntil) return 'late';
    const at = await this.timeFor(tx, due, timing, now);
    if (at === null) return 'late';
    if (at.getTime() <= now) return 'now';
    return (await this.plan(tx, due, { ...timing, at: at.getTime() })) ? 'later' : 'late';
  }

  /** The same through the next channel that reaches its recipient and was not tried. @returns false when there is none */
  async instead(tx: Tx, due: Due): Promise<boolean> {
    if (due.channel === 'inbox' || due.level !== undefined || BY_EMAIL_ONLY.has(due.template)) return false;
    const open = await this.channels.reaching(tx, due.recipientId, due.channel);
    const tried = await this.messages.tried(tx, due);
    const next = open.find((channel) => channel !== due.channel && !tried.has(channel));
    if (!next) return false;
    const row = { ...due, channel: next };
    const options = due.useUntil === undefined ? {} : { key: dueKey(row) };
    this.note(tx, row, await this.outbox.append(tx, messageDue, row, options), null);
    return true;
  }

  /** Whether its channel still reaches its recipient: they may have said otherwise since it was planned. */
  async isOpen(tx: Tx, { channel, recipientId, template, level }: Due): Promise<boolean> {
    if (channel === 'inbox' || BY_EMAIL_ONLY.has(template) || level !== undefined || template === 'test') return true;
    return (await this.channels.reaching(tx, recipientId, channel)).includes(channel);
  }

  private async timeFor(tx: Tx, { recipientId, channel }: Due, timing: NoticeTiming, now: number): Promise<Date | null> {
    const { at, useUntil, passesQuiet } = timing;
    if (!passesQuiet && channel !== 'inbox') return this.quiet.sendAt(tx, recipientId, { at, useUntil, now });
    return now > useUntil ? null : new Date(Math.max(at, now));
  }
}
