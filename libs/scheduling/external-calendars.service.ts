import { Injectable } from '@nestjs/common';

import type { CalendarProblem } from '#contracts';
import type { Caller } from '#identity';
import { DAY, MINUTE, type Span, union } from '#kernel';
import { Clock, Database, Outbox, type Tx } from '#platform';
import { ExternalCalendarRepository, type ToRead } from './external-calendar.repository.js';
import { calendarDue, calendarKey } from './messages.js';
import { schedulingProblems } from './problems.js';
import { RemoteTimes } from './remote-times.js';

/** Sooner is rude to whoever serves the calendar. Source: docs/adr/0017-calendars.md. */
const EVERY_MIN = 15;
/** Nothing can be booked further ahead than this by far. */
const AHEAD_DAYS = 120;
/** A calendar that is empty of a sudden is believed only when it stays so. */
const DOUBT_MS = DAY;

/** Busy times out of a clinician's other calendar: looked at by itself, kept as times and nothing else. */
@Injectable()
export class ExternalCalendarsService {
  constructor(
    private readonly database: Database,
    private readonly calendars: ExternalCalendarRepository,
    private readonly remote: RemoteTimes,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Reads this calendar from now on. @throws `scheduling.not-a-calendar-address` */
  async set({ personId }: Caller, text: string): Promise<void> {
    const address = this.remote.parse(text);
    if (!address) throw schedulingProblems.notACalendarAddress();
    await this.database.transact(async (tx) => {
      await this.calendars.put(tx, personId, address);
      await this.outbox.append(tx, calendarDue, { personId }, { key: calendarKey(personId) });
    });
  }

  /** Its times count no more. */
  async end({ personId }: Caller): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.calendars.end(tx, personId);
      await this.outbox.void(tx, calendarKey(personId));
    });
  }

  /** Looks once, and again in a quarter of an hour; whatever comes of it, what was known stays known. */
  async look(personId: string, eventId: string): Promise<void> {
    const { seen, now } = await this.database.transact(async (tx) => {
      return { seen: await this.calendars.findToRead(tx, personId), now: (await this.clock.now(tx)).getTime() };
    });
    const within = { from: now - DAY, to: now + AHEAD_DAYS * DAY };
    const found = seen && !seen.isAskedOften ? await this.remote.read(personId, seen, within) : null;
    await this.database.transact(async (tx) => {
      if (!(await this.outbox.done(tx, eventId))) return;
      if (seen && found) await this.keep(tx, personId, seen, found);
      const dueAt = new Date(now + EVERY_MIN * MINUTE);
      if (seen) await this.outbox.append(tx, calendarDue, { personId }, { dueAt, key: calendarKey(personId) });
    });
  }

  /** What another address has brought meanwhile is left alone. */
  private async keep(tx: Tx, personId: string, { sealed }: ToRead, found: readonly Span[] | CalendarProblem): Promise<void> {
    if (typeof found === 'string') await this.calendars.putProblem(tx, personId, sealed, found);
    else if (await this.isDoubtful(tx, personId, found)) await this.calendars.putProblem(tx, personId, sealed, 'suddenly-empty');
    else await this.calendars.putBusy(tx, personId, sealed, union(found));
  }

  private async isDoubtful(tx: Tx, personId: string, found: readonly Span[]): Promise<boolean> {
    const known = await this.calendars.findState(tx, personId);
    if (found.length > 0 || !known?.busyTimes || !known.succeededAt) return false;
    return (await this.clock.now(tx)).getTime() - known.succeededAt.getTime() < DOUBT_MS;
  }
}
