import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { DAY, type Span, toInstant, toLocal, type ZoneTable } from '#kernel';
import { Clock, type Db, type Tx, ZoneTables } from '#platform';

/** Calendar days from 1970-01-01. @param day as `2026-11-24` */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;

/** The clinic's clock and calendar: its days begin at midnight where the clinic is. */
@Injectable()
export class ClinicCalendar {
  constructor(
    private readonly clock: Clock,
    private readonly care: CareService,
    private readonly zones: ZoneTables,
  ) {}

  /** Epoch ms. */
  async now(tx: Tx): Promise<number> {
    return (await this.clock.now(tx)).getTime();
  }

  /** The day that it is where the clinic is. */
  async today(db: Db): Promise<number> {
    const now = (await this.clock.now(db)).getTime();
    const day = Math.floor(now / DAY);
    return toLocal(await this.table(db, day - 1, day + 1), now).day;
  }

  /** Offsets of the clinic's zone over calendar days. */
  async table(db: Db, firstDay: number, lastDay: number): Promise<ZoneTable> {
    const { zone } = await this.care.settings(db);
    return this.zones.find(zone, { from: firstDay * DAY, to: (lastDay + 2) * DAY });
  }

  /** So many days from midnight on, as instants. */
  async days(db: Db, firstDay: number, count: number): Promise<Readonly<{ zone: string; span: Span }>> {
    const table = await this.table(db, firstDay, firstDay + count);
    const [from, to] = [firstDay, firstDay + count].map((day) => toInstant(table, { day, minute: 0 })) as [number, number];
    return { zone: table.zone, span: { from, to } };
  }
}
