import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { ChangeWorkingTimes, OutsideAppointment, TimeOff, WeeklyTime } from '#contracts';
import type { Reader, Tx } from '#platform';

/** A person's time as it is edited: what is not over. */
export type Sheet = Omit<ChangeWorkingTimes, 'basedOn'> & Readonly<{ version: number }>;
type NewSheet = Omit<ChangeWorkingTimes, 'basedOn'>;
export type Booked = Readonly<{
  appointmentId: string;
  kind: OutsideAppointment['kind'];
  startsAt: Date;
  endsAt: Date;
  from: number;
  to: number;
}>;

const EMPTY: Sheet = {
  ...{ version: 0, zone: null, weekly: [], overrides: [], timeOff: [], travels: [] },
  ...{ pauseBeforeMin: 0, pauseAfterMin: 0, noticeMin: 0, dailyCap: null, kinds: null },
};
const asDate = (day: string | null) => (day === null ? null : new Date(`${day}T00:00:00Z`));

/** When people work, as it is entered and changed. What ended before yesterday stays as it was. */
@Injectable()
export class WorkPlanRepository {
  async find(on: Reader, personId: string): Promise<Sheet> {
    const [row] = await on.sql<{ rules: Sheet | null } & Pick<Sheet, 'weekly' | 'overrides' | 'timeOff' | 'travels'>>`
      SELECT (SELECT jsonb_build_object('version', version, 'zone', zone, 'pauseBeforeMin', pause_before_min,
          'pauseAfterMin', pause_after_min, 'noticeMin', notice_min, 'dailyCap', daily_cap,
          'kinds', CASE WHEN takes_all_kinds THEN NULL ELSE coalesce(kinds, '{}') END)
        FROM working_rules WHERE person_id = ${personId}::uuid) AS rules,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('isoWeekday', iso_weekday, 'fromMin', from_min, 'toMin', to_min,
          'firstDay', first_day, 'lastDay', last_day) ORDER BY iso_weekday, from_min, first_day NULLS FIRST), '[]')
        FROM working_hours WHERE person_id = ${personId}::uuid AND (last_day IS NULL OR last_day >= app_now()::date - 1)) AS weekly,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'hours', hours) ORDER BY day), '[]') FROM (
          SELECT day, coalesce(jsonb_agg(jsonb_build_object('fromMin', from_min, 'toMin', to_min) ORDER BY from_min)
            FILTER (WHERE from_min IS NOT NULL), '[]') AS hours
          FROM hours_override WHERE person_id = ${personId}::uuid AND day >= app_now()::date - 1 GROUP BY day) days) AS overrides,
      (SELECT coalesce(jsonb_agg(CASE WHEN first_day IS NULL
            THEN jsonb_build_object('kind', kind, 'startsAt', to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'endsAt', to_char(ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
            ELSE jsonb_build_object('kind', kind, 'firstDay', first_day, 'lastDay', last_day) END
          ORDER BY coalesce(starts_at, first_day)), '[]')
        FROM time_off WHERE person_id = ${personId}::uuid AND coalesce(ends_at, last_day + 2) >= app_now() - interval '1 day') AS "timeOff",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('zone', zone, 'firstDay', first_day, 'lastDay', last_day) ORDER BY first_day), '[]')
        FROM travel WHERE person_id = ${personId}::uuid AND (last_day IS NULL OR last_day >= app_now()::date - 1)) AS travels`;
    const { rules, ...lists } = row!;
    return { ...EMPTY, ...rules, ...lists };
  }

  /** Takes the next version. @returns false when the times are another version by now */
  async change(tx: Tx, personId: string, basedOn: number, sheet: NewSheet, changedBy: string): Promise<boolean> {
    const { zone, pauseBeforeMin, pauseAfterMin, noticeMin, dailyCap, kinds } = sheet;
    const rows = await tx.sql`
      INSERT INTO working_rules (person_id, zone, pause_before_min, pause_after_min, notice_min, daily_cap, kinds, takes_all_kinds, changed_by)
      VALUES (${personId}, ${zone}, ${pauseBeforeMin}, ${pauseAfterMin}, ${noticeMin}, ${dailyCap},
              ${kinds ?? []}::appointment_kind[], ${kinds === null}, ${changedBy})
      ON CONFLICT (person_id) DO UPDATE SET version = working_rules.version + 1, zone = excluded.zone,
        pause_before_min = excluded.pause_before_min, pause_after_min = excluded.pause_after_min, notice_min = excluded.notice_min,
        daily_cap = excluded.daily_cap, kinds = excluded.kinds, takes_all_kinds = excluded.takes_all_kinds,
        changed_by = excluded.changed_by, changed_at = app_now()
      WHERE working_rules.version = ${basedOn} RETURNING 1`;
    if (!rows.length) return false;
    await this.replaceWeekly(tx, personId, sheet.weekly);
    await this.replaceDates(tx, personId, sheet);
    return true;
  }

  async replaceWeekly(tx: Tx, personId: string, weekly: readonly WeeklyTime[]): Promise<void> {
    await tx.sql`DELETE FROM working_hours WHERE person_id = ${personId} AND (last_day IS NULL OR last_day >= app_now()::date - 1)`;
    await tx.workingHours.createMany({
      data: weekly.map(({ firstDay, lastDay, ...row }) => ({
        ...row,
        ...{ id: randomUUID(), personId, firstDay: asDate(firstDay), lastDay: asDate(lastDay) },
      })),
    });
  }

  private async replaceDates(tx: Tx, personId: string, { overrides, timeOff, travels }: NewSheet): Promise<void> {
    await tx.sql`DELETE FROM hours_override WHERE person_id = ${personId} AND day >= app_now()::date - 1`;
    await tx.sql`DELETE FROM time_off WHERE person_id = ${personId} AND coalesce(ends_at, last_day + 2) >= app_now() - interval '1 day'`;
    await tx.sql`DELETE FROM travel WHERE person_id = ${personId} AND (last_day IS NULL OR last_day >= app_now()::date - 1)`;
    await tx.hoursOverride.createMany({
      data: overrides.flatMap(({ day, hours }) =>
        (hours.length ? hours : [{ fromMin: null, toMin: null }]).map((span) => ({
          ...{ id: randomUUID(), personId, day: asDate(day)! },
          ...span,
        })),
      ),
    });
    for (const one of timeOff) await this.addTimeOff(tx, personId, one);
    await tx.travel.createMany({
      data: travels.map(({ zone, firstDay, lastDay }) => ({
        ...{ id: randomUUID(), personId, zone },
        ...{ firstDay: asDate(firstDay)!, lastDay: asDate(lastDay) },
      })),
    });
  }

  /** For a change that is no whole sheet: a sheet that is based on the version before it is not taken any more. */
  async takeNextVersion(tx: Tx, personId: string): Promise<void> {
    await tx.sql`
      INSERT INTO working_rules (person_id, kinds) VALUES (${personId}::uuid, '{}')
      ON CONFLICT (person_id) DO UPDATE SET version = working_rules.version + 1, changed_at = app_now()`;
  }

  async addTimeOff(tx: Tx, personId: string, off: TimeOff): Promise<void> {
    const when =
      'startsAt' in off
        ? { startsAt: new Date(off.startsAt), endsAt: new Date(off.endsAt) }
        : { firstDay: asDate(off.firstDay)!, lastDay: asDate(off.lastDay)! };
    await tx.timeOff.create({ data: { id: randomUUID(), personId, kind: off.kind, ...when }, select: { id: true } });
  }

  /** What takes a person's undivided time from now on. */
  findBooked(on: Reader, personId: string): Promise<Booked[]> {
    return on.sql<Booked>`
      SELECT a.id AS "appointmentId", a.kind, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
        (extract(epoch FROM lower(p.during)) * 1000)::float8 AS "from", (extract(epoch FROM upper(p.during)) * 1000)::float8 AS "to"
      FROM appointment_party p JOIN appointment a ON a.id = p.appointment_id
      WHERE p.person_id = ${personId}::uuid AND p.lane = 0 AND NOT isempty(p.during) AND lower(p.during) > app_now()
      ORDER BY a.starts_at`;
  }

  /** PostgreSQL's time zones are the one authority. */
  async areZones(tx: Tx, zones: readonly string[]): Promise<boolean> {
    const asked = [...new Set(zones)];
    if (!asked.length) return true;
    const [row] = await tx.sql<{ known: number }>`
      SELECT count(*)::int AS known FROM pg_timezone_names WHERE name = ANY(${asked}::text[])`;
    return row!.known === asked.length;
  }
}
