import { Controller, HttpStatus, Req, Res } from '@nestjs/common';

import { endFeed, endOtherCalendar, makeFeed, readFeed, readMyCalendar, setOtherCalendar } from '#contracts';
import type { Caller } from '#identity';
import { ExternalCalendarsService, FeedsService, MyCalendarService } from '#scheduling';
import { Public, SignedIn } from '../edge/policy.js';
import { Asks, From, type Input as In, Input, Serves } from '../edge/serves.js';

type Reply = { header: (name: string, value: string) => Reply; status: (status: number) => Reply };
type Asked = { headers: { 'if-none-match'?: string } };

/** One's own calendar: the address for programs, and the calendar elsewhere. */
@Controller()
export class CalendarsController {
  constructor(
    private readonly calendars: MyCalendarService,
    private readonly feeds: FeedsService,
    private readonly others: ExternalCalendarsService,
  ) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(readMyCalendar)
  read(@Asks() caller: Caller) {
    return this.calendars.read(caller);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(makeFeed)
  make(@Asks() caller: Caller) {
    return this.feeds.make(caller);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(endFeed)
  async end(@Asks() caller: Caller): Promise<null> {
    await this.feeds.end(caller);
    return null;
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(setOtherCalendar)
  async setOther(@Asks() caller: Caller, @Input() { body }: In<typeof setOtherCalendar>): Promise<null> {
    await this.others.set(caller, body.address);
    return null;
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(endOtherCalendar)
  async endOther(@Asks() caller: Caller): Promise<null> {
    await this.others.end(caller);
    return null;
  }
}

/** What calendar programs ask, which sign in nowhere: the address holds 256 random bits, and is told once. */
@Controller()
export class CalendarFeedController {
  constructor(private readonly feeds: FeedsService) {}

  @Public()
  @Serves(readFeed)
  async read(
    @Input() { params }: In<typeof readFeed>,
    @Req() { headers }: Asked,
    @Res({ passthrough: true }) reply: Reply,
    @From() address: string,
  ): Promise<string> {
    const { text, tag } = await this.feeds.read(params.secret, address);
    reply.header('Content-Type', 'text/calendar; charset=utf-8').header('ETag', tag).header('Cache-Control', 'private, no-cache');
    if (headers['if-none-match'] !== tag) return text;
    reply.status(HttpStatus.NOT_MODIFIED);
    return '';
  }
}
