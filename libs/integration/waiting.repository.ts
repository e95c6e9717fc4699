import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';

export type WaitingEnd = 'left' | 'served' | 'over';
/** Days since 1970 where the patient lives; null: no bound. */
export type Days = Readonly<{ firstDay: number | null; lastDay: number | null }>;
export type Wait = Days &
  Readonly<{
    id: string;
    patientId: string;
    since: Date;
    turnAt: Date;
    askedBy: string;
    restsUntil: Date | null;
    lookedAt: Date | null;
    found: string | null;
  }>;

/** Who waits for an earlier time. */
@Injectable()
export class WaitingRepository {
  /** All who wait, in the order in which they are asked. */
  findOpen(on: Reader): Promise<Wait[]> {
    return on.sql<Wait>`
      SELECT id, patient_id AS "patientId", since, turn_at AS "turnAt", first_day - DATE 'epoch' AS "firstDay",
        last_day - DATE 'epoch' AS "lastDay", asked_by AS "askedBy", rests_until AS "restsUntil", looked_at AS "lookedAt", found
      FROM waiting_entry
      WHERE ended_at IS NULL ORDER BY turn_at, since, id`;
  }

  /**
   * Those who can be asked now, in their order: who rests, and who has an open offer, cannot.
   *
   * @param after behind this wait, by the place that it has now; null for the first
   */
  async findAskable(on: Reader, after: string | null, most: number): Promise<string[]> {
    const rows = await on.sql<{ id: string }>`
      SELECT e.id FROM waiting_entry e
      WHERE e.ended_at IS NULL AND (e.rests_until IS NULL OR e.rests_until <= app_now())
        AND NOT EXISTS (SELECT 1 FROM waiting_offer o WHERE o.entry_id = e.id AND o.state = 'open')
        AND (${after}::uuid IS NULL
          OR (e.turn_at, e.since, e.id) > (SELECT a.turn_at, a.since, a.id FROM waiting_entry a WHERE a.id = ${after}::uuid))
      ORDER BY e.turn_at, e.since, e.id LIMIT ${most}`;
    return rows.map(({ id }) => id);
  }

  async isAnyOpen(on: Reader): Promise<boolean> {
    return (await on.sql`SELECT 1 FROM waiting_entry WHERE ended_at IS NULL LIMIT 1`).length === 1;
  }

  /** Keeps a wait as it is until the transaction ends. @returns null when it is over, rests, or has an open offer */
  async holdForOffer(tx: Tx, id: string): Promise<Wait | null> {
    const [row] = await tx.sql<Wait>`
      SELECT id, patient_id AS "patientId", since, turn_at AS "turnAt", first_day - DATE 'epoch' AS "firstDay",
        last_day - DATE 'epoch' AS "lastDay", asked_by AS "askedBy", rests_until AS "restsUntil", looked_at AS "lookedAt", found
      FROM waiting_entry WHERE id = ${id} AND ended_at IS NULL AND (rests_until IS NULL OR rests_until <= app_now()) FOR UPDATE`;
    if (!row) return null;
    const open = await tx.sql`SELECT 1 FROM waiting_offer WHERE entry_id = ${id} AND state = 'open'`;
    return open.length ? null : row;
  }

  /** Begins a wait, or changes the days of one that goes on: it keeps its place. */
  async put(tx: Tx, patientId: string, { firstDay, lastDay }: Days, askedBy: string): Promise<string> {
    const [row] = await tx.sql<{ id: string }>`
      INSERT INTO waiting_entry (id, patient_id, first_day, last_day, asked_by)
      VALUES (${randomUUID()}, ${patientId}, DATE 'epoch' + ${firstDay}::int, DATE 'epoch' + ${lastDay}::int, ${askedBy})
      ON CONFLICT (patient_id) WHERE ended_at IS NULL
      DO UPDATE SET first_day = EXCLUDED.first_day, last_day = EXCLUDED.last_day RETURNING id`;
    return row!.id;
  }

  /** @returns the wait that has ended by it; null when there was none */
  async end(tx: Tx, patientId: string, why: WaitingEnd): Promise<string | null> {
    const [row] = await tx.sql<{ id: string }>`
      UPDATE waiting_entry SET ended_at = app_now(), ended_for = ${why}::waiting_end
      WHERE patient_id = ${patientId} AND ended_at IS NULL RETURNING id`;
    return row?.id ?? null;
  }

  /** Behind those who wait by now, and not asked for some hours. @returns until when; null when the wait is over */
  async rest(tx: Tx, id: string, hours: number): Promise<Date | null> {
    const [row] = await tx.sql<{ restsUntil: Date }>`
      UPDATE waiting_entry SET turn_at = app_now(), rests_until = app_now() + ${hours}::int * interval '1 hour'
      WHERE id = ${id} AND ended_at IS NULL RETURNING rests_until AS "restsUntil"`;
    return row?.restsUntil ?? null;
  }

  /** What a look for a time has come to. */
  note(tx: Tx, id: string, found: string): void {
    tx.later`UPDATE waiting_entry SET looked_at = app_now(), found = ${found} WHERE id = ${id} AND ended_at IS NULL`;
  }
}
