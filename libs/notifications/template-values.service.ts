import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { Clock, Config, type Db, type Reader } from '#platform';
import { callPage, SchedulingService } from '#scheduling';
import { ChaperoneLinkService } from '#sessions';
import { both, type When } from './domain/template-text.js';
import type { Due } from './messages.js';
import type { TemplateName } from './templates.js';

export type Readable = Db & Reader;
/** What a message is about and for whom. */
export type About = Pick<Due, 'template' | 'subjectId' | 'recipientId' | 'level'>;
export type Values = Readonly<Record<string, string>>;

const HOURS_OF_DAY = 'FMDay, FMDD FMMonth, HH24:MI';

/** What the placeholders of a template stand for, for one recipient and at this moment. */
@Injectable()
export class TemplateValues {
  constructor(
    private readonly config: Config,
    private readonly identity: IdentityService,
    private readonly scheduling: SchedulingService,
    private readonly links: ChaperoneLinkService,
    private readonly clock: Clock,
  ) {}

  /** @returns null when there is nothing to say any more */
  async of(on: Readable, about: About): Promise<Values | null> {
    const { subjectId, template, level } = about;
    switch (template) {
      case 'booked':
      case 'moved':
      case 'others':
      case 'questions':
        return this.appointment(on, about, 'ahead');
      case 'reminder':
        return this.withPage(on, about, 'ahead');
      case 'offer':
        return this.appointment(on, about, 'kept');
      case 'callBell':
      case 'callReady':
        return this.appointment(on, about, 'any');
      case 'cancelled':
        return (await this.isStranger(on, about)) ? null : this.appointment(on, about, 'any');
      case 'nudge':
        return this.withPage(on, about, 'any');
      case 'after':
        return this.appointment(on, about, 'held');
      case 'companion':
      case 'companionOnDuty':
        return this.companion(on, about, 'on-duty');
      case 'backup':
      case 'backupWanted':
        return this.companion(on, about, 'standing-in');
      case 'companionOff':
      case 'companionOut':
        return (await this.isStranger(on, about)) ? null : this.ofSession(on, about);
      case 'leading':
      case 'leadingNoMore':
        return this.appointment(on, about, 'any');
      case 'prompt':
      case 'emergencyPrompt':
        return this.prompt(on, subjectId, about.recipientId);
      case 'page':
        return { level: String(level ?? 0), board: this.at(`/board/${subjectId}`) };
      case 'clinicPage':
        return { level: String(level ?? 0), alerts: this.at('/board') };
      case 'invitation':
      case 'passwordReset':
      case 'emailChange':
        return this.account(on, subjectId);
      default:
        return this.places();
    }
  }

  /** Made-up ones for a preview: in the recipient's zone and the clinic's. @param zone of the recipient */
  async samples(on: Readable, zone: string, clinicZone: string): Promise<Values> {
    const at = new Date((await this.clock.now(on)).getTime() + 86_400_000);
    const when = await this.whenIn(on, at, zone, clinicZone);
    return {
      ...this.places(),
      when: both(when),
      soon: 'tomorrow',
      level: '2',
      alerts: this.at('/board'),
      link: this.at('/chaperone#…'),
      page: this.at('/appointment#…'),
      join: this.at('/call/…'),
    };
  }

  private places(): Values {
    const names = [
      'home',
      'waiting',
      'account',
      'board',
      'privacy',
      'forgotten',
      'conversations',
      'licences',
      'intake',
      'screening',
      'screenings',
      'pairings',
      'calendar',
      'aftercare',
    ];
    const pages = names.map((page) => [page, this.at(`/${page}`)]);
    const elsewhere = { basis: this.at('/legal-bases'), team: this.at('/my-team'), clinic: this.config.publicUrl };
    return { ...Object.fromEntries(pages), ...elsewhere };
  }

  private at(path: string): string {
    return `${this.config.publicUrl}${path}`;
  }

  private async account(on: Readable, linkId: string): Promise<Values | null> {
    const path = await this.identity.accountLinkPath(on, linkId);
    return path === null ? null : { link: this.at(path) };
  }

  private async link(on: Db, sessionId: string, personId: string): Promise<string> {
    return this.at(await this.links.path(on, sessionId, personId));
  }

  /** @param sessionId of a live session */
  private async prompt(on: Db, sessionId: string, personId: string): Promise<Values | null> {
    const isTakenBack = await this.links.isTakenBack(on, sessionId, personId);
    return isTakenBack ? null : { link: await this.link(on, sessionId, personId) };
  }

  /** The number of a companion whose link was taken back is somebody else's. */
  private async isStranger(on: Db, { subjectId, recipientId }: About): Promise<boolean> {
    const sessionId = await this.links.sessionOf(on, subjectId);
    return sessionId !== null && this.links.isTakenBack(on, sessionId, recipientId);
  }

  /** Of an appointment; `ahead`: only while it is booked and not over. `kept`: only while it is kept for somebody. `held`: only when it was not cancelled. */
  private async appointment(
    on: Readable,
    { subjectId, recipientId }: Pick<About, 'subjectId' | 'recipientId'>,
    stage: 'ahead' | 'any' | 'held' | 'kept',
  ): Promise<Values | null> {
    const appointment = (await this.scheduling.findMany(on, [subjectId])).get(subjectId);
    if (!appointment) return null;
    const { kind, state, startsAt, endsAt, clinicZone } = appointment;
    const isAhead = state === 'booked' && (await this.clock.now(on)) < new Date(endsAt);
    if (stage === 'ahead' && !isAhead) return null;
    if (stage === 'kept' && state !== 'held') return null;
    if (stage === 'held' && state !== 'completed' && state !== 'booked') return null;
    const { zone } = await this.identity.person(on, recipientId);
    const when = await this.whenIn(on, new Date(startsAt), zone, clinicZone);
    const join = this.at(callPage(kind, subjectId) ?? '/home');
    return { ...this.places(), when: both(when), soon: when.isTomorrow ? 'tomorrow' : 'soon', join };
  }

  /** With the page of the appointment that opens without a sign-in; with the patient's own where the link was revoked. */
  private async withPage(on: Readable, about: About, stage: 'ahead' | 'any'): Promise<Values | null> {
    const values = await this.appointment(on, about, stage);
    return values && { ...values, page: this.at((await this.scheduling.linkPath(on, about.subjectId)) ?? '/home') };
  }

  /** With their own link; nothing for whoever has another part by now. */
  private async companion(on: Readable, about: About, part: 'on-duty' | 'standing-in'): Promise<Values | null> {
    const sessionId = await this.links.sessionOf(on, about.subjectId);
    const values = sessionId && (await this.appointment(on, about, 'ahead'));
    if (!values || (await this.links.isTakenBack(on, sessionId, about.recipientId))) return null;
    if ((await this.links.isOnDuty(on, sessionId, about.recipientId)) !== (part === 'on-duty')) return null;
    return { ...values, link: await this.link(on, sessionId, about.recipientId) };
  }

  private async ofSession(on: Readable, about: About): Promise<Values | null> {
    const values = await this.appointment(on, about, 'ahead');
    return values && { ...values, board: this.at(`/board/${await this.links.sessionOf(on, about.subjectId)}`) };
  }

  /** PostgreSQL says what the clocks show: its time zones are the one authority. */
  private async whenIn(on: Reader, at: Date, zone: string, clinicZone: string): Promise<When> {
    const [row] = await on.sql<{ local: string; clinic: string; isTomorrow: boolean }>`
      SELECT to_char(${at}::timestamptz AT TIME ZONE ${zone}::text, ${HOURS_OF_DAY}) AS local,
             to_char(${at}::timestamptz AT TIME ZONE ${clinicZone}::text, ${HOURS_OF_DAY}) AS clinic,
             (${at}::timestamptz AT TIME ZONE ${zone}::text)::date = (app_now() AT TIME ZONE ${zone}::text)::date + 1 AS "isTomorrow"`;
    const { local, clinic, isTomorrow } = row!;
    return { local, clinic: local === clinic ? null : clinic, isTomorrow };
  }
}

/** Of whose texts an admin sees no link: it would let them in as somebody else. */
export const HAS_SECRET_LINK: ReadonlySet<TemplateName> = new Set<TemplateName>([
  ...([
    'reminder',
    'nudge',
    'companion',
    'prompt',
    'emergencyPrompt',
    'backup',
    'backupWanted',
    'companionOnDuty',
    'invitation',
    'passwordReset',
    'emailChange',
  ] as const),
]);
