import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { Config, type Db, type Reader } from '#platform';
import { SchedulingService } from '#scheduling';
import { ChaperoneLinkService } from '#sessions';
import type { Due } from './messages.js';
import { type Text, templates, type When } from './templates.js';

export type Rendered = Readonly<{ to: string; text: Text }>;
type Readable = Db & Reader;

/** Puts a message into words for its recipient, at the moment at which it is sent. */
@Injectable()
export class Renderer {
  constructor(
    private readonly config: Config,
    private readonly identity: IdentityService,
    private readonly scheduling: SchedulingService,
    private readonly links: ChaperoneLinkService,
  ) {}

  /** @returns null when there is nothing to say any more, or no way to say it */
  async render(on: Readable, due: Due): Promise<Rendered | null> {
    const { email, phone } = await this.identity.contact(on, due.recipientId);
    const to = due.channel === 'email' ? email : phone;
    const text = to === null ? null : await this.text(on, due);
    return to === null || text === null ? null : { to, text };
  }

  private async text(on: Readable, due: Due): Promise<Text | null> {
    const { publicUrl: url } = this.config;
    const { subjectId } = due;
    switch (due.template) {
      case 'booked':
        return this.about(on, due, 'booked', (when) => templates.booked(when, url));
      case 'reminder':
        return this.about(on, due, 'booked', (when) => templates.reminder(due.kind!, when, url));
      case 'cancelled':
        return this.about(on, due, 'any', templates.cancelled);
      case 'nudge':
        return this.about(on, due, 'any', (when) => templates.nudge(when, url));
      case 'companion':
        return this.companion(on, due);
      case 'prompt':
        return templates.prompt(await this.link(on, subjectId));
      case 'emergencyPrompt':
        return templates.emergencyPrompt(await this.link(on, subjectId));
      case 'page':
        return templates.page(due.level!, url, subjectId);
      case 'clinicAlert':
        return templates.clinicAlert(url);
    }
  }

  private async link(on: Db, sessionId: string): Promise<string> {
    return `${this.config.publicUrl}${await this.links.path(on, sessionId)}`;
  }

  /** A text about an appointment; one that is only for booked ones is not sent once it was cancelled. */
  private async about(
    on: Readable,
    { subjectId, recipientId }: Due,
    state: 'booked' | 'any',
    say: (when: When) => Text,
  ): Promise<Text | null> {
    const appointment = (await this.scheduling.findMany(on, [subjectId])).get(subjectId);
    if (!appointment || (state === 'booked' && appointment.state !== 'booked')) return null;
    return say(await this.when(on, recipientId, new Date(appointment.startsAt), appointment.clinicZone));
  }

  private async companion(on: Readable, due: Due): Promise<Text | null> {
    const sessionId = await this.links.sessionOf(on, due.subjectId);
    if (!sessionId) return null;
    const link = await this.link(on, sessionId);
    return this.about(on, due, 'booked', (when) => templates.companion(when, link));
  }

  /** PostgreSQL says what the clocks show: its time zones are the one authority. */
  private async when(on: Readable, recipientId: string, at: Date, clinicZone: string): Promise<When> {
    const { zone } = await this.identity.person(on, recipientId);
    const [row] = await on.sql<{ local: string; clinic: string }>`
      SELECT to_char(${at}::timestamptz AT TIME ZONE ${zone}::text, 'FMDay, FMDD FMMonth, HH24:MI') AS local,
             to_char(${at}::timestamptz AT TIME ZONE ${clinicZone}::text, 'FMDay, FMDD FMMonth, HH24:MI') AS clinic`;
    return { local: row!.local, clinic: row!.local === row!.clinic ? null : row!.clinic };
  }
}
