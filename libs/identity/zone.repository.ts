import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import type { ZoneMeaning, ZoneStanding } from './domain/zone-question.js';

export type Clocks = Readonly<{ clockThere: string; clockHere: string; awayMin: number; hasSameClock: boolean }>;
type Answered = Readonly<{ personId: string; zone: string; against: string; answer: ZoneMeaning; lastDay: string | null }>;

/** Zones of people, and what they said of others. PostgreSQL's time zones are the one authority. */
@Injectable()
export class ZoneRepository {
  async isKnown(on: Reader, zone: string): Promise<boolean> {
    return (await on.sql`SELECT 1 FROM pg_timezone_names WHERE name = ${zone}`).length > 0;
  }

  async find(on: Reader, personId: string): Promise<ZoneStanding> {
    const [row] = await on.sql<ZoneStanding>`
      SELECT p.zone, p.home_zone AS "homeZone", ARRAY(
        SELECT DISTINCT a.zone FROM zone_answer a
        WHERE a.person_id = p.id AND a.against = p.zone AND a.answer = 'keep') AS "keptAgainst"
      FROM person p WHERE p.id = ${personId}`;
    return row!;
  }

  /** The same; nobody else changes them until the transaction is over. */
  async hold(tx: Tx, personId: string): Promise<ZoneStanding> {
    await tx.sql`SELECT 1 FROM person WHERE id = ${personId} FOR NO KEY UPDATE`;
    return this.find(tx, personId);
  }

  /** What the clocks of two zones show now, and whether they read the same on every day of the next year. */
  async compare(on: Reader, zone: string, here: string): Promise<Clocks> {
    const [row] = await on.sql<Clocks>`
      SELECT to_char(app_now() AT TIME ZONE ${zone}::text, 'HH24:MI') AS "clockThere",
        to_char(app_now() AT TIME ZONE ${here}::text, 'HH24:MI') AS "clockHere",
        (extract(epoch FROM (app_now() AT TIME ZONE ${here}::text) - (app_now() AT TIME ZONE ${zone}::text)) / 60)::int AS "awayMin",
        NOT EXISTS (
          SELECT 1 FROM generate_series(app_now(), app_now() + interval '1 year', interval '1 day') AS day
          WHERE day AT TIME ZONE ${zone}::text <> day AT TIME ZONE ${here}::text) AS "hasSameClock"`;
    return row!;
  }

  /** The end of a day there. Null when that day is over, or so many days away. */
  async endOf(on: Reader, day: string, zone: string, mostDays: number): Promise<Date | null> {
    const [row] = await on.sql<{ end: Date }>`
      SELECT (${day}::date + 1)::timestamp AT TIME ZONE ${zone}::text AS end
      WHERE ${day}::date BETWEEN (app_now() AT TIME ZONE ${zone}::text)::date
        AND (app_now() AT TIME ZONE ${zone}::text)::date + ${mostDays}::int`;
    return row?.end ?? null;
  }

  insertAnswer(tx: Tx, { personId, zone, against, answer, lastDay }: Answered): void {
    tx.later`
      INSERT INTO zone_answer (id, person_id, zone, against, answer, last_day)
      VALUES (${randomUUID()}, ${personId}, ${zone}, ${against}, ${answer}, ${lastDay}::date)`;
  }

  /** Whoever is signed in hears of it at once. */
  put(tx: Tx, personId: string, { zone, homeZone }: Omit<ZoneStanding, 'keptAgainst'>): void {
    tx.later`UPDATE person SET zone = ${zone}, home_zone = ${homeZone} WHERE id = ${personId}`;
    tx.later`SELECT hint('sign-in', id::text) FROM sign_in WHERE person_id = ${personId} AND revoked_at IS NULL AND expires_at > now()`;
  }
}
