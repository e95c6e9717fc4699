import { Injectable } from '@nestjs/common';

import { DAY, type Span, type ZoneTable } from '#kernel';
import { Database } from './database.js';
import type { Reader } from './sql.js';

type Change = ZoneTable['changes'][number];

/** Offsets of zones, read from PostgreSQL's tz database: the one authority, since every runtime carries a copy of its own age. */
@Injectable()
export class ZoneTables {
  private readonly years = new Map<string, Promise<readonly Change[]>>();

  constructor(private readonly database: Database) {}

  /** The offsets of a zone over a stretch of time with some days around it. @param within epoch ms @param on pass the `tx` you are in */
  async find(zone: string, within: Span, on: Reader = this.database): Promise<ZoneTable> {
    const [first, last] = [within.from - 3 * DAY, within.to + 3 * DAY].map((at) => new Date(at).getUTCFullYear()) as [
      number,
      number,
    ];
    const years = Array.from({ length: last - first + 1 }, (_, i) => this.year(zone, first + i, on));
    const changes = (await Promise.all(years)).flat();
    return { zone, changes: changes.filter(({ offsetMin }, i) => i === 0 || offsetMin !== changes[i - 1]!.offsetMin) };
  }

  private year(zone: string, year: number, on: Reader): Promise<readonly Change[]> {
    const key = `${zone}|${year}`;
    const known = this.years.get(key) ?? this.readYear(zone, year, on);
    this.years.set(key, known);
    known.catch(() => this.years.delete(key));
    return known;
  }

  /** Zones change on quarters of an hour: looking at each of a year finds every change. The first row is the year's beginning. */
  private async readYear(zone: string, year: number, on: Reader): Promise<readonly Change[]> {
    const rows = await on.sql<{ at: Date; offset_min: number }>`
      SELECT at, offset_min FROM (
        SELECT at, offset_min, lag(offset_min) OVER (ORDER BY at) AS before FROM (
          SELECT at, (extract(epoch FROM (at AT TIME ZONE ${zone}::text) - (at AT TIME ZONE 'UTC')) / 60)::int AS offset_min
          FROM generate_series(make_timestamptz(${year}::int, 1, 1, 0, 0, 0, 'UTC'),
                               make_timestamptz(${year}::int, 12, 31, 23, 45, 0, 'UTC'), interval '15 minutes') AS at) AS quarters) AS compared
      WHERE before IS DISTINCT FROM offset_min ORDER BY at`;
    return rows.map(({ at, offset_min }) => ({ at: at.getTime(), offsetMin: offset_min }));
  }
}
