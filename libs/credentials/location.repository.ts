import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';

/** `ageMs`: how long ago it was said. `day`: as `2026-11-29`, on the clock of the patient. */
export type Stated = Readonly<{ patientId: string; jurisdiction: string; day: string; statedBy: string; statedAt: Date; ageMs: number }>;
/** An instant (epoch ms) in a zone. */
export type Moment = Readonly<{ at: number; zone: string }>;

/** Where patients said that they are. */
@Injectable()
export class LocationRepository {
  /** @param zone of the patient: which day it is there */
  async insert(
    tx: Tx,
    { patientId, jurisdiction, zone, by }: Readonly<{ patientId: string; jurisdiction: string; zone: string; by: string }>,
  ): Promise<void> {
    await tx.sql`
      INSERT INTO patient_location (id, patient_id, jurisdiction, day, stated_by)
      VALUES (${randomUUID()}, ${patientId}, ${jurisdiction}, (app_now() AT TIME ZONE ${zone}::text)::date, ${by})`;
  }

  /** The newest of each of these patients. */
  findNewest(on: Reader, patientIds: readonly string[]): Promise<Stated[]> {
    return on.sql<Stated>`
      SELECT DISTINCT ON (patient_id) patient_id AS "patientId", jurisdiction, day::text AS day, stated_by AS "statedBy", stated_at AS "statedAt",
        (extract(epoch FROM app_now() - stated_at) * 1000)::float8 AS "ageMs"
      FROM patient_location WHERE patient_id = ANY(${patientIds}::uuid[]) ORDER BY patient_id, stated_at DESC, id`;
  }

  async today(on: Reader, zone: string): Promise<string> {
    const [row] = await on.sql<{ day: string }>`SELECT (app_now() AT TIME ZONE ${zone}::text)::date::text AS day`;
    return row!.day;
  }

  /** Which days these are on the clocks there, in their order. */
  async daysOf(on: Reader, moments: readonly Moment[]): Promise<string[]> {
    const rows = await on.sql<{ day: string }>`
      SELECT (to_timestamp(at / 1000) AT TIME ZONE zone)::date::text AS day
      FROM unnest(${moments.map(({ at }) => at)}::float8[], ${moments.map(({ zone }) => zone)}::text[]) WITH ORDINALITY AS m (at, zone, n) ORDER BY n`;
    return rows.map(({ day }) => day);
  }
}
