import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import type { CalendarEntry } from './calendar-text.js';

/** An address that opens somebody's appointments. */
export type Feed = Readonly<{ id: string; personId: string }>;
export type FeedState = Readonly<{ createdAt: Date; fetchedAt: Date | null }>;
export type FeedEntry = CalendarEntry &
  Readonly<{
    /** Null to those who lead a group, of the group. */
    patientId: string | null;
  }>;

/** What is to be had of a person, or of one appointment; wall time in words is PostgreSQL's, in these zones. */
type Wanted = Readonly<{ personId: string; zone: string; clinicZone: string; appointmentId?: string }>;

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

@Injectable()
export class FeedRepository {
  /** Makes an address and ends the one before. @returns its secret, which is nowhere else */
  async make(tx: Tx, personId: string): Promise<{ id: string; secret: string }> {
    const [id, secret] = [randomUUID(), randomBytes(32).toString('base64url')];
    await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`calendar-feed:${personId}`}, 0))`; // of two who make one, one is first
    await this.end(tx, personId);
    await tx.sql`INSERT INTO calendar_feed (id, person_id, secret_hash) VALUES (${id}, ${personId}, ${hashOf(secret)})`;
    return { id, secret };
  }

  /** @returns the id of the one that was ended */
  async end(tx: Tx, personId: string): Promise<string | null> {
    const [row] = await tx.sql<{ id: string }>`
      UPDATE calendar_feed SET revoked_at = app_now() WHERE person_id = ${personId} AND revoked_at IS NULL RETURNING id`;
    return row?.id ?? null;
  }

  async findOf(on: Reader, personId: string): Promise<FeedState | null> {
    const [row] = await on.sql<FeedState>`
      SELECT created_at AS "createdAt", fetched_at AS "fetchedAt" FROM calendar_feed WHERE person_id = ${personId} AND revoked_at IS NULL`;
    return row ?? null;
  }

  /** Finds by what an index of hashes says: how long it takes tells nothing of the secret. */
  async findBySecret(on: Reader, secret: string): Promise<Feed | null> {
    const [row] = await on.sql<Feed>`
      SELECT id, person_id AS "personId" FROM calendar_feed WHERE secret_hash = ${hashOf(secret)} AND revoked_at IS NULL`;
    return row ?? null;
  }

  /** Once a minute is enough for whoever wants to know whether the program still comes. */
  markFetched(tx: Tx, id: string): void {
    tx.later`
      UPDATE calendar_feed SET fetched_at = app_now()
      WHERE id = ${id} AND revoked_at IS NULL AND (fetched_at IS NULL OR fetched_at < app_now() - interval '1 minute')`;
  }

  /**
   * What somebody has a part in: from 30 days ago to 400 ahead; what was cancelled for 30 days more, so that programs that look seldom
   * take it out. What is only held is nobody's appointment yet.
   */
  findEntries(on: Reader, { personId, zone, clinicZone, appointmentId }: Wanted): Promise<FeedEntry[]> {
    return on.sql<FeedEntry>`
      SELECT a.id, a.kind::text AS kind, a.patient_id AS "patientId", a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.version, a.changed_at AS "changedAt",
        a.state::text LIKE 'cancelled%' AS "isCancelled",
        to_char(a.starts_at AT TIME ZONE ${zone}::text, 'FMDay, FMDD FMMonth, HH24:MI') AS local,
        to_char(a.starts_at AT TIME ZONE ${clinicZone}::text, 'FMDay, FMDD FMMonth, HH24:MI') AS clinic
      FROM appointment a
      WHERE a.id IN (SELECT appointment_id FROM appointment_party WHERE person_id = ${personId})
        AND a.id = coalesce(${appointmentId ?? null}::uuid, a.id) AND a.state NOT IN ('held', 'expired')
        AND a.ends_at > app_now() - interval '30 days' AND a.starts_at < app_now() + interval '400 days'
        AND (a.state::text NOT LIKE 'cancelled%' OR a.changed_at > app_now() - interval '30 days')
      ORDER BY a.starts_at, a.id`;
  }
}
