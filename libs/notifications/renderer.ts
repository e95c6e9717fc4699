import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { Clock, Config, type Db, type Reader } from '#platform';
import { SchedulingService } from '#scheduling';
import { ChaperoneLinkService } from '#sessions';
import { wayOf } from './channels.js';
import type { Due } from './messages.js';
import { type Text, templates, type When } from './templates.js';

/** `moot`: there is nothing to say any more. `unreachable`: there is no way to say it. */
export type Rendered = Readonly<{ to: string; text: Text }> | 'moot' | 'unreachable';
const TO_OTHER: ReadonlySet<Due['template']> = new Set(['emailChange', 'emailChanged']);
type Readable = Db & Reader;

/** Puts a message into words for its recipient, at the moment at which it is sent. */
@Injectable()
export class Renderer {
  constructor(
    private readonly config: Config,
    private readonly identity: IdentityService,
    private readonly scheduling: SchedulingService,
    private readonly links: ChaperoneLinkService,
    private readonly clock: Clock,
  ) {}

  async render(on: Readable, due: Due): Promise<Rendered> {
    const text = await this.text(on, due);
    if (text === null) return 'moot';
    const to = await this.addressee(on, due);
    if (to === null && TO_OTHER.has(due.template)) return 'moot';
    return to === null || wayOf(due.channel, this.config) === 'none' ? 'unreachable' : { to, text };
  }

  /** Where it goes: what is about a change of address, to the one that is not the person's. */
  private async addressee(on: Readable, { template, subjectId, recipientId, channel }: Due): Promise<string | null> {
    if (TO_OTHER.has(template)) return this.identity.otherAddress(on, subjectId);
    const { email, phone } = await this.identity.contact(on, recipientId);
    return channel === 'email' ? email : phone;
  }

  private async text(on: Readable, due: Due): Promise<Text | null> {
    const { publicUrl: url } = this.config;
    const { subjectId } = due;
    switch (due.template) {
      case 'booked':
        return this.about(on, due, 'ahead', (when) => templates.booked(when, url));
      case 'moved':
        return this.about(on, due, 'ahead', (when) => templates.moved(when, url));
      case 'reminder':
        return this.about(on, due, 'ahead', await this.page(on, subjectId, templates.reminder));
      case 'cancelled':
        return this.about(on, due, 'any', templates.cancelled);
      case 'nudge':
        return this.about(on, due, 'any', await this.page(on, subjectId, templates.nudge));
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
      case 'glass':
        return templates.glass(url);
      case 'newDevice':
      case 'passwordChanged':
      case 'factorsChanged':
      case 'emailChanged':
        return templates[due.template](url);
      case 'invitation':
      case 'passwordReset':
      case 'emailChange':
        return this.account(on, due.template, subjectId);
    }
  }

  private async account(
    on: Readable,
    template: 'invitation' | 'passwordReset' | 'emailChange',
    linkId: string,
  ): Promise<Text | null> {
    const path = await this.identity.accountLinkPath(on, linkId);
    return path === null ? null : templates[template](`${this.config.publicUrl}${path}`);
  }

  /** With the page of the appointment that opens without a sign-in; with the patient's own where the link was revoked. */
  private async page(on: Readable, appointmentId: string, say: (when: When, page: string) => Text) {
    const path = (await this.scheduling.linkPath(on, appointmentId)) ?? '/home';
    return (when: When) => say(when, `${this.config.publicUrl}${path}`);
  }

  private async link(on: Db, sessionId: string): Promise<string> {
    return `${this.config.publicUrl}${await this.links.path(on, sessionId)}`;
  }

  /** A text about an appointment; `ahead`: only while it is booked and not over. */
  private async about(
    on: Readable,
    { subjectId, recipientId }: Due,
    stage: 'ahead' | 'any',
    say: (when: When) => Text,
  ): Promise<Text | null> {
    const appointment = (await this.scheduling.findMany(on, [subjectId])).get(subjectId);
    if (!appointment) return null;
    const isAhead = appointment.state === 'booked' && (await this.clock.now(on)) < new Date(appointment.endsAt);
    if (stage === 'ahead' && !isAhead) return null;
    return say(await this.when(on, recipientId, new Date(appointment.startsAt), appointment.clinicZone));
  }

  private async companion(on: Readable, due: Due): Promise<Text | null> {
    const sessionId = await this.links.sessionOf(on, due.subjectId);
    if (!sessionId) return null;
    const link = await this.link(on, sessionId);
    return this.about(on, due, 'ahead', (when) => templates.companion(when, link));
  }

  /** PostgreSQL says what the clocks show: its time zones are the one authority. */
  private async when(on: Readable, recipientId: string, at: Date, clinicZone: string): Promise<When> {
    const { zone } = await this.identity.person(on, recipientId);
    const [row] = await on.sql<{ local: string; clinic: string; isTomorrow: boolean }>`
      SELECT to_char(${at}::timestamptz AT TIME ZONE ${zone}::text, 'FMDay, FMDD FMMonth, HH24:MI') AS local,
             to_char(${at}::timestamptz AT TIME ZONE ${clinicZone}::text, 'FMDay, FMDD FMMonth, HH24:MI') AS clinic,
             (${at}::timestamptz AT TIME ZONE ${zone}::text)::date = (app_now() AT TIME ZONE ${zone}::text)::date + 1 AS "isTomorrow"`;
    const { local, clinic, isTomorrow } = row!;
    return { local, clinic: local === clinic ? null : clinic, isTomorrow };
  }
}
