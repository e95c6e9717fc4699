import { Injectable } from '@nestjs/common';

import { ClinicCalendar } from '#alerts';
import { isoWeekday, toInstant } from '#kernel';
import { Outbox, type Tx } from '#platform';
import { overridesListed } from './messages.js';

/** The list of a week is told of on Monday morning, on the clinic's clock. */
const LISTED_AT_MIN = 8 * 60;

/** The medical director is told of what a week has brought, once. */
@Injectable()
export class OverrideWeek {
  constructor(
    private readonly calendar: ClinicCalendar,
    private readonly outbox: Outbox,
  ) {}

  async list(tx: Tx, overrideId: string): Promise<void> {
    const today = await this.calendar.today(tx);
    const monday = today + 8 - isoWeekday(today);
    const dueAt = new Date(toInstant(await this.calendar.table(tx, monday, monday), { day: monday, minute: LISTED_AT_MIN }));
    await this.outbox.append(tx, overridesListed, { overrideId }, { dueAt, key: `overrides:${monday}` });
  }
}
