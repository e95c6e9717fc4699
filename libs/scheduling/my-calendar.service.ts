import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { MyCalendar } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Config, Database, type Db, type Reader } from '#platform';
import { type Invitation, invitation } from './calendar-text.js';
import { ExternalCalendarRepository } from './external-calendar.repository.js';
import { FeedRepository } from './feed.repository.js';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What a person's own calendar is joined to. */
@Injectable()
export class MyCalendarService {
  constructor(
    private readonly database: Database,
    private readonly feeds: FeedRepository,
    private readonly calendars: ExternalCalendarRepository,
  ) {}

  async read({ personId }: Caller): Promise<MyCalendar> {
    const [feed, other] = await Promise.all([
      this.feeds.findOf(this.database, personId),
      this.calendars.findState(this.database, personId),
    ]);
    return {
      feed: feed && { createdAt: feed.createdAt.toISOString(), fetchedAt: iso(feed.fetchedAt) },
      other: other && {
        ...other,
        addedAt: other.addedAt.toISOString(),
        triedAt: iso(other.triedAt),
        succeededAt: iso(other.succeededAt),
      },
    };
  }
}

/** Appointments as files that go with an e-mail. */
@Injectable()
export class InvitationsToCalendars {
  constructor(
    private readonly feeds: FeedRepository,
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly config: Config,
  ) {}

  /** What goes with a message about an appointment to one who has a part in it; null when there is nothing to say. */
  async of(on: Db & Reader, appointmentId: string, recipientId: string): Promise<Invitation | null> {
    const [{ email }, { zone, role }, { zone: clinicZone }] = [
      await this.identity.contact(on, recipientId),
      await this.identity.person(on, recipientId),
      await this.care.settings(on),
    ];
    const [entry] = await this.feeds.findEntries(on, { personId: recipientId, zone, clinicZone, appointmentId });
    if (!entry || email === null) return null;
    const { publicUrl } = this.config;
    const page = `${publicUrl}${role === 'patient' ? '/home' : '/board'}`;
    return invitation(entry, { page, zone, clinicZone }, { to: email, from: `no-reply@${new URL(publicUrl).hostname}` });
  }
}
