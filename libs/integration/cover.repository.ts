import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Act, PartOnDay } from '#credentials';
import type { Reader, Tx } from '#platform';

type Row = Readonly<{ patientId: string; personId: string; act: Act; day: string; jurisdiction: string | null }>;
export type BookedPart = PartOnDay & Readonly<{ appointmentId: string; startsAt: Date }>;
export type Gap = Readonly<{ appointmentId: string; personId: string; reason: string }>;

/** Who may do their part in what is booked, for everything at once. */
@Injectable()
export class CoverRepository {
  /** The parts in what is booked whose clinician may not do it, by their start. @param after only of the days after this one */
  findLost(on: Reader, after: string | null = null): Promise<BookedPart[]> {
    return on.sql<Row & { appointmentId: string; startsAt: Date }>`
      SELECT appointment_id AS "appointmentId", starts_at AS "startsAt", person_id AS "personId", patient_id AS "patientId", act, day::text AS day,
        place AS jurisdiction
      FROM appointment_cover
      WHERE starts_at >= app_now() AND NOT has_authority AND (${after}::date IS NULL OR day > ${after}::date)
      ORDER BY starts_at, appointment_id, person_id`;
  }

  /** Who looks after whom now, asked for a day. */
  async findTeams(on: Reader, day: string): Promise<PartOnDay[]> {
    const rows = await on.sql<Omit<Row, 'day'>>`
      SELECT patient_id AS "patientId", person_id AS "personId", act, place AS jurisdiction FROM team_part ORDER BY patient_id, person_id`;
    return rows.map((row) => ({ ...row, day }));
  }

  /** @returns today on the clock of the clinic, and the day after another; as `2026-11-29` */
  async daysAround(on: Reader, zone: string, lastDay: string): Promise<{ today: string; dayAfter: string }> {
    const [row] = await on.sql<{ today: string; dayAfter: string }>`
      SELECT (app_now() AT TIME ZONE ${zone}::text)::date::text AS today, (${lastDay}::date + 1)::text AS "dayAfter"`;
    return row!;
  }

  /** Two in the morning of the clinic, the next time. */
  async nextNight(on: Reader, zone: string): Promise<Date> {
    const [row] = await on.sql<{ at: Date }>`
      SELECT min(at) AS at FROM (
        SELECT (((app_now() AT TIME ZONE ${zone}::text)::date + days) + time '02:00') AT TIME ZONE ${zone}::text AS at
        FROM generate_series(0, 2) AS days) nights
      WHERE at > app_now()`;
    return row!.at;
  }

  /** One pass goes after the other. */
  async holdPass(tx: Tx): Promise<void> {
    await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended('cover-pass', 0))`;
  }

  /**
   * Notes what a pass has found: what was not known is a new gap, and what it has not found again is settled.
   *
   * @returns how many gaps are new
   */
  async keep(tx: Tx, passId: string, gaps: readonly Gap[]): Promise<number> {
    const rows = JSON.stringify(gaps.map((gap) => ({ ...gap, id: randomUUID() })));
    const [row] = await tx.sql<{ fresh: number }>`
      WITH lost AS MATERIALIZED (
        SELECT DISTINCT ON ("appointmentId", "personId") * FROM jsonb_to_recordset(${rows}::jsonb) AS l (
          id uuid, "appointmentId" uuid, "personId" uuid, reason text)),
      settled AS (
        UPDATE cover_gap g SET settled_at = app_now()
        WHERE settled_at IS NULL
          AND NOT EXISTS (SELECT FROM lost l WHERE l."appointmentId" = g.appointment_id AND l."personId" = g.person_id)),
      made AS (
        INSERT INTO cover_gap (id, appointment_id, person_id, reason, pass_id)
        SELECT id, "appointmentId", "personId", reason, ${passId}::uuid FROM lost
        ON CONFLICT (appointment_id, person_id) WHERE settled_at IS NULL DO NOTHING RETURNING 1)
      SELECT count(*)::int AS fresh FROM made`;
    return row!.fresh;
  }
}
