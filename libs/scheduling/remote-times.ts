import { Injectable } from '@nestjs/common';

import type { CalendarProblem } from '#contracts';
import { IdentityService } from '#identity';
import type { Span } from '#kernel';
import { Database, ZoneTables } from '#platform';
import { busyTimes, zonesIn } from './busy-times.js';
import { ExternalCalendarRepository, type ToRead } from './external-calendar.repository.js';
import { RemoteCalendar } from './remote-calendar.js';

/** When somebody is busy by a calendar that is read from elsewhere. */
@Injectable()
export class RemoteTimes {
  constructor(
    private readonly remote: RemoteCalendar,
    private readonly calendars: ExternalCalendarRepository,
    private readonly zones: ZoneTables,
    private readonly identity: IdentityService,
    private readonly database: Database,
  ) {}

  /** @returns null when it is no address that could ever be read */
  parse(text: string): URL | null {
    return this.remote.parse(text);
  }

  /** @returns times that touch `within`; or why they are not known */
  async read(personId: string, { address }: Pick<ToRead, 'address'>, within: Span): Promise<Span[] | CalendarProblem> {
    const fetched = await this.remote.fetch(address);
    if ('problem' in fetched) return fetched.problem;
    const named = zonesIn(fetched.text);
    if (typeof named === 'string') return named;
    const known = await this.calendars.findZones(named);
    const tables = await Promise.all(
      [...known].map(async ([given, name]) => [given, await this.zones.find(name, within)] as const),
    );
    const { zone } = await this.identity.person(this.database.read, personId);
    return busyTimes(fetched.text, { within, zones: new Map(tables), own: await this.zones.find(zone, within) });
  }
}
