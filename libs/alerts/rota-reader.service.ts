import { Injectable } from '@nestjs/common';

import type { Rota } from '#contracts';
import { Directory } from '#identity';
import { Database } from '#platform';
import { ClinicCalendar, dayNumber } from './clinic-calendar.js';
import { gapsIn } from './domain/rota.js';
import { DutyRepository } from './duty.repository.js';
import { toRotaDuty } from './rota.service.js';

/** The rota as people read it: who is on call when, and when nobody is. */
@Injectable()
export class RotaReader {
  constructor(
    private readonly database: Database,
    private readonly duties: DutyRepository,
    private readonly calendar: ClinicCalendar,
    private readonly directory: Directory,
  ) {}

  /** @param firstDay a day of the clinic's calendar, as `2026-11-24`; undefined for the day that it is there */
  async read(firstDay: string | undefined, count: number): Promise<Rota> {
    const db = this.database.read;
    const first = firstDay === undefined ? await this.calendar.today(db) : dayNumber(firstDay);
    const { zone, span } = await this.calendar.days(db, first, count);
    const [rows, people] = await Promise.all([this.duties.findTouching(db, span), this.directory.whoMayBeOnCall(db)]);
    const able = new Set(people.map(({ id }) => id));
    const answered = rows.filter(({ personId }) => able.has(personId));
    const gaps = gapsIn(
      span,
      answered.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), to: endsAt.getTime() })),
    );
    return {
      zone,
      startsAt: new Date(span.from).toISOString(),
      endsAt: new Date(span.to).toISOString(),
      people: people.map(({ id, displayName }) => ({ personId: id, displayName })),
      duties: rows.map((row) => toRotaDuty(row, able.has(row.personId))),
      gaps: gaps.map(({ from, to }) => ({ startsAt: new Date(from).toISOString(), endsAt: new Date(to).toISOString() })),
    };
  }
}
