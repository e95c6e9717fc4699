import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { type Span, union } from '#kernel';
import type { Db, Reader } from '#platform';
import { ContactPreferenceRepository } from './contact-preference.repository.js';
import { isQuiet, type Quiet, sendAt, type Timing } from './domain/quiet-hours.js';

/** Finds the time at which something does not wake its recipient, by the clock on their wall. */
@Injectable()
export class QuietHoursService {
  constructor(
    private readonly identity: IdentityService,
    private readonly preferences: ContactPreferenceRepository,
  ) {}

  /** @returns null when it is not to be sent at all: it would be of no use any more */
  async sendAt(on: Db & Reader, personId: string, { at, useUntil, now }: Timing): Promise<Date | null> {
    const quiet = await this.around(on, personId, new Date(Math.max(at, now)));
    const sent = sendAt(quiet, { at, useUntil, now });
    return sent === null ? null : new Date(sent);
  }

  /**
   * All quiet hours of somebody that meet a stretch of time; epoch ms.
   *
   * @returns disjoint, rising
   */
  async spans(on: Reader & Db, personId: string, within: Span): Promise<Span[]> {
    const { quiet } = await this.preferences.find(on, personId);
    const { fromMin, toMin } = quiet;
    if (fromMin === toMin) return [];
    const { zone } = await this.identity.person(on, personId);
    const [from, to] = [new Date(within.from), new Date(within.to)];
    const rows = await on.sql<{ beganAt: Date; endsAt: Date }>`
      SELECT "beganAt", "endsAt" FROM (
        SELECT (day + make_interval(mins => ${fromMin}::int)) AT TIME ZONE ${zone}::text AS "beganAt",
          (day + make_interval(days => (${toMin}::int < ${fromMin}::int)::int, mins => ${toMin}::int)) AT TIME ZONE ${zone}::text AS "endsAt"
        FROM generate_series(((${from}::timestamptz AT TIME ZONE ${zone}::text)::date - 1)::timestamp, ${to}::timestamptz AT TIME ZONE ${zone}::text,
          interval '1 day') AS day) nights
      WHERE "endsAt" > ${from}::timestamptz AND "beganAt" < ${to}::timestamptz AND "beganAt" < "endsAt" ORDER BY 1`;
    return union(rows.map(({ beganAt, endsAt }) => ({ from: beganAt.getTime(), to: endsAt.getTime() })));
  }

  /** The quiet hours that an instant falls into. PostgreSQL says when they begin and end: its time zones are the one authority. */
  private async around(on: Db & Reader, personId: string, at: Date): Promise<Quiet | null> {
    const { quiet } = await this.preferences.find(on, personId);
    const { fromMin, toMin } = quiet;
    if (fromMin === toMin) return null;
    const { zone } = await this.identity.person(on, personId);
    const [row] = await on.sql<{ minute: number; beganAt: Date; endsAt: Date }>`
      SELECT minute,
        (day - (minute < ${fromMin}::int)::int + make_interval(mins => ${fromMin}::int)) AT TIME ZONE ${zone}::text AS "beganAt",
        (day + (minute >= ${toMin}::int)::int + make_interval(mins => ${toMin}::int)) AT TIME ZONE ${zone}::text AS "endsAt"
      FROM (SELECT local::date AS day, (extract(hour FROM local) * 60 + extract(minute FROM local))::int AS minute
            FROM (SELECT ${at}::timestamptz AT TIME ZONE ${zone}::text AS local) wall) clock`;
    if (!isQuiet(row!.minute, quiet)) return null;
    return { beganAt: row!.beganAt.getTime(), endsAt: row!.endsAt.getTime() };
  }
}
