import { Injectable } from '@nestjs/common';

import type { AppointmentKind } from '#contracts';
import { type Span, union } from '#kernel';
import { Database, type Db, type Reader } from '#platform';
import type { WeeklyHours } from './domain/working-hours.js';

type BusyRow = { person_id: string; lane: number; from: Date; to: Date };

/** Which times of people are taken, and which hours they keep. */
@Injectable()
export class CalendarRepository {
  constructor(private readonly database: Database) {}

  /**
   * Taken spans by person and lane.
   *
   * @param within epoch ms
   * @param except appointments that are passed over: those that are to be moved
   * @returns      a look-up of disjoint, rising spans; empty for whoever is free
   */
  async findBusy(
    personIds: readonly string[],
    within: Span,
    except: readonly string[] = [],
    on: Reader = this.database,
  ): Promise<(personId: string, lane: number) => Span[]> {
    const rows = await on.sql<BusyRow>`
      SELECT person_id, lane, lower(during) AS "from", upper(during) AS "to" FROM appointment_party
      WHERE person_id = ANY(${personIds}::uuid[]) AND NOT isempty(during) AND appointment_id <> ALL(${except}::uuid[])
        AND during && tstzrange(${new Date(within.from)}::timestamptz, ${new Date(within.to)}::timestamptz)`;
    const spans = new Map<string, Span[]>();
    for (const row of rows) {
      const key = `${row.person_id}|${row.lane}`;
      spans.set(key, [...(spans.get(key) ?? []), { from: row.from.getTime(), to: row.to.getTime() }]);
    }
    return (personId, lane) => union(spans.get(`${personId}|${lane}`) ?? []);
  }

  async hasBooked(db: Db, patientId: string, kind: AppointmentKind): Promise<boolean> {
    const rows = await db.sql`
      SELECT 1 FROM appointment WHERE patient_id = ${patientId} AND kind = ${kind}::appointment_kind AND state = 'booked' LIMIT 1`;
    return rows.length === 1;
  }

  async findHours(db: Db, personIds: readonly string[]): Promise<Map<string, WeeklyHours[]>> {
    const rows = await db.sql<WeeklyHours & { personId: string }>`
      SELECT person_id AS "personId", iso_weekday AS "isoWeekday", from_min AS "fromMin", to_min AS "toMin"
      FROM working_hours WHERE person_id = ANY(${personIds}::uuid[])`;
    const hours = new Map<string, WeeklyHours[]>(personIds.map((id) => [id, []]));
    for (const { personId, ...row } of rows) hours.get(personId)!.push(row);
    return hours;
  }
}
