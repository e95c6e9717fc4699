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
   * @returns      a look-up of disjoint, rising spans; empty for whoever is free
   */
  async findBusy(
    personIds: readonly string[],
    within: Span,
    on: Reader = this.database,
  ): Promise<(personId: string, lane: number) => Span[]> {
    const rows = await on.sql<BusyRow>`
      SELECT person_id, lane, lower(during) AS "from", upper(during) AS "to" FROM appointment_party
      WHERE person_id = ANY(${personIds}::uuid[]) AND NOT isempty(during)
        AND during && tstzrange(${new Date(within.from)}::timestamptz, ${new Date(within.to)}::timestamptz)`;
    const spans = new Map<string, Span[]>();
    for (const row of rows) {
      const key = `${row.person_id}|${row.lane}`;
      spans.set(key, [...(spans.get(key) ?? []), { from: row.from.getTime(), to: row.to.getTime() }]);
    }
    return (personId, lane) => union(spans.get(`${personId}|${lane}`) ?? []);
  }

  async hasBooked(db: Db, patientId: string, kind: AppointmentKind): Promise<boolean> {
    return (await db.appointment.findFirst({ where: { patientId, kind, state: 'booked' }, select: { id: true } })) !== null;
  }

  async findHours(db: Db, personIds: readonly string[]): Promise<Map<string, WeeklyHours[]>> {
    const rows = await db.workingHours.findMany({
      where: { personId: { in: [...personIds] } },
      select: { personId: true, isoWeekday: true, fromMin: true, toMin: true },
    });
    const hours = new Map<string, WeeklyHours[]>(personIds.map((id) => [id, []]));
    for (const { personId, ...row } of rows) hours.get(personId)!.push(row);
    return hours;
  }
}
