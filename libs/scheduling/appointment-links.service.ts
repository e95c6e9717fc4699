import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { AppointmentPage } from '#contracts';
import { Database, type Db, type Tx } from '#platform';
import { AppointmentLinkRepository, type LinkRow } from './appointment-link.repository.js';
import { mayBeSaid, opensPage, stageOf } from './domain/appointment-link.js';
import { callPage } from './domain/by-video.js';
import { schedulingProblems } from './problems.js';
import { SchedulingService } from './scheduling.service.js';

/**
 * One page about one appointment, for whoever has the link that was sent to its patient. It signs nobody in: the token is shown each time,
 * and opens what is here and nothing else. Every look and every act is audited as done by link.
 */
@Injectable()
export class AppointmentLinksService {
  constructor(
    private readonly database: Database,
    private readonly links: AppointmentLinkRepository,
    private readonly scheduling: SchedulingService,
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** @throws `scheduling.link-unknown` for a token that was not made here; any other says in `stage` what it opens */
  look(token: string, address: string): Promise<AppointmentPage> {
    return this.database.transact(async (tx) => {
      const link = await this.require(tx, token);
      await this.record(tx, link, 'open-appointment', address);
      return this.page(tx, link);
    });
  }

  /** @throws `scheduling.link-unknown`, `scheduling.cannot-say-now` once it has begun, or the link opens nothing any more */
  confirm(token: string, address: string): Promise<AppointmentPage> {
    return this.say(token, address, 'confirm-appointment', async (tx, link) => {
      if (!mayBeSaid(link, link.now.getTime()).mayConfirm) throw schedulingProblems.cannotSayNow();
      await this.links.confirm(tx, link.id);
    });
  }

  /** @param lateMin minutes. @throws `scheduling.link-unknown`, `scheduling.cannot-say-now` */
  sayLate(token: string, lateMin: number, address: string): Promise<AppointmentPage> {
    return this.say(token, address, 'say-late', async (tx, link) => {
      if (!mayBeSaid(link, link.now.getTime()).maySayLate) throw schedulingProblems.cannotSayNow();
      await this.links.putLate(tx, link.id, lateMin);
    });
  }

  private say(
    token: string,
    address: string,
    action: string,
    work: (tx: Tx, link: LinkRow) => Promise<void>,
  ): Promise<AppointmentPage> {
    return this.database.transact(async (tx) => {
      await this.links.lock(tx, token);
      const link = await this.require(tx, token);
      await work(tx, link);
      await this.record(tx, link, action, address);
      return this.page(tx, link);
    });
  }

  private async require(tx: Tx, token: string): Promise<LinkRow> {
    const link = await this.links.findByToken(tx, token);
    if (!link) throw schedulingProblems.linkUnknown();
    return link;
  }

  private record(tx: Tx, { appointmentId, patientId }: LinkRow, action: string, address: string): Promise<void> {
    const act = { action, objectType: 'appointment', objectId: appointmentId, subjectPersonId: patientId };
    return this.audit.record(tx, { personId: patientId, role: 'link', address }, act);
  }

  private async page(db: Db, link: LinkRow): Promise<AppointmentPage> {
    const now = link.now.getTime();
    const stage = stageOf(link, now);
    const { name, phone, sites, crisisNumbers } = await this.care.settings(db);
    const ofSites = sites.map((site) => ({ label: site.name, number: site.phone }));
    const clinic = { name, numbers: [{ label: name, number: phone }, ...ofSites, ...crisisNumbers] };
    const appointment = opensPage(stage) ? await this.appointment(db, link, now) : null;
    return { stage, clinic, appointment, serverTime: link.now.toISOString() };
  }

  private async appointment(db: Db, link: LinkRow, now: number): Promise<AppointmentPage['appointment']> {
    const { parties, ...appointment } = (await this.scheduling.findMany(db, [link.appointmentId])).get(link.appointmentId)!;
    const people = parties.flatMap(({ displayName, part }) => (part === 'patient' ? [] : [{ displayName, part }]));
    return { ...appointment, people, ...mayBeSaid(link, now), callPage: callPage(appointment.kind, link.appointmentId) };
  }
}
