import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Db, Reader, Tx } from '#platform';

type Reason = 'team' | 'chaperone' | 'backup' | 'paged' | 'screening';
export type NewAssignment = Readonly<{
  patientId: string;
  personId: string;
  reason: Reason;
  /** Who assigned them and the code that says why; left out when the system did. */
  by?: Readonly<{ personId: string; why: string }>;
}>;
/** Who is lent access to whom; `by` null: the system. */
export type Lent = Readonly<{ patientId: string; personId: string; by: string | null }>;
/** Who screens a patient, and until when they see them for it. */
export type Screener = Readonly<{ personId: string; until: Date }>;
const LENT = 'hand-off';
export type Member = Readonly<{
  id: string;
  patientId: string;
  personId: string;
  reason: Reason;
  startsAt: Date;
  endsAt: Date | null;
}>;

/** Who was or is assigned to whom, and when; epoch ms. */
export type Assignment = Readonly<{ patientId: string; personId: string; startsAt: number; endsAt: number | null }>;

@Injectable()
export class AssignmentRepository {
  /** Every assignment to these patients that there was or is. */
  findAll(on: Reader, patientIds: readonly string[]): Promise<Assignment[]> {
    return on.sql<Assignment>`
      SELECT patient_id AS "patientId", person_id AS "personId", (1000 * extract(epoch FROM starts_at))::float8 AS "startsAt",
        (1000 * extract(epoch FROM ends_at))::float8 AS "endsAt"
      FROM care_assignment WHERE patient_id = ANY(${patientIds}::uuid[])`;
  }

  /** The lasting team of a patient, those first who have been in it longest. */
  async findTeam(db: Db, patientId: string): Promise<string[]> {
    const rows = await db.sql<{ id: string }>`
      SELECT person_id AS id FROM care_assignment
      WHERE patient_id = ${patientId} AND ends_at IS NULL AND reason NOT IN ('paged', 'screening', 'backup') ORDER BY starts_at`;
    return rows.map(({ id }) => id);
  }

  /** Everybody who is assigned to the patients now, called or of the team; `all`: to anybody. */
  findOpen(db: Db, patientIds: readonly string[] | 'all', now: Date): Promise<Member[]> {
    return db.careAssignment.findMany({
      where: {
        ...(patientIds === 'all' ? {} : { patientId: { in: [...patientIds] } }),
        OR: [{ endsAt: null }, { endsAt: { gt: now } }],
      },
      select: { id: true, patientId: true, personId: true, reason: true, startsAt: true, endsAt: true },
      orderBy: { startsAt: 'asc' },
    });
  }

  /** @returns whether there was no open assignment before */
  async insert(tx: Tx, { patientId, personId, reason, by }: NewAssignment): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO care_assignment (id, patient_id, person_id, reason, assigned_by, assigned_for)
      VALUES (${randomUUID()}, ${patientId}, ${personId}, ${reason}::assignment_reason, ${by?.personId ?? null}, ${by?.why ?? null})
      ON CONFLICT (patient_id, person_id) WHERE ends_at IS NULL DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }

  /**
   * Access of somebody who is called: it ends by itself, so many hours from now, or later if it was to last longer.
   *
   * @returns what was written: `new` access, or `longer`; null for somebody of the team, who needs neither
   */
  async insertPaged(tx: Tx, patientId: string, personId: string, hours: number): Promise<'new' | 'longer' | null> {
    const [row] = await tx.sql<{ written: 'new' | 'longer' }>`
      WITH longer AS (
        UPDATE care_assignment SET ends_at = greatest(ends_at, app_now() + ${hours}::int * interval '1 hour')
        WHERE patient_id = ${patientId} AND person_id = ${personId} AND reason = 'paged' AND ends_at > app_now() RETURNING 1),
      had AS (
        SELECT 1 FROM care_assignment WHERE patient_id = ${patientId} AND person_id = ${personId} AND ends_at IS NULL
        UNION ALL SELECT 1 FROM longer),
      fresh AS (
        INSERT INTO care_assignment (id, patient_id, person_id, reason, ends_at)
        SELECT ${randomUUID()}::uuid, ${patientId}::uuid, ${personId}::uuid, 'paged', app_now() + ${hours}::int * interval '1 hour'
        WHERE NOT EXISTS (SELECT 1 FROM had) RETURNING 1)
      SELECT 'new' AS written FROM fresh UNION ALL SELECT 'longer' FROM longer`;
    return row?.written ?? null;
  }

  /** Lets those who were called to a patient keep their access for so many hours from `at` on. */
  async extendPaged(tx: Tx, patientId: string, at: Date, hours: number): Promise<void> {
    await tx.sql`
      UPDATE care_assignment SET ends_at = greatest(ends_at, ${at}::timestamptz + ${hours}::int * interval '1 hour')
      WHERE patient_id = ${patientId} AND reason = 'paged' AND ends_at > app_now()`;
  }

  /** Access that ends by itself, for whoever is asked to take a patient over; nothing for somebody who has as much already. */
  async lend(tx: Tx, { patientId, personId, by, until }: Lent & Readonly<{ until: Date }>): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO care_assignment (id, patient_id, person_id, reason, ends_at, assigned_by, assigned_for)
      SELECT ${randomUUID()}::uuid, ${patientId}::uuid, ${personId}::uuid, 'paged', ${until}::timestamptz, ${by}::uuid, ${LENT}
      WHERE NOT EXISTS (
        SELECT 1 FROM care_assignment WHERE patient_id = ${patientId} AND person_id = ${personId} AND (ends_at IS NULL OR ends_at >= ${until}::timestamptz))
      RETURNING 1`;
    return rows.length === 1;
  }

  /** @returns whether they had any */
  async takeBack(tx: Tx, { patientId, personId, by }: Lent): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE care_assignment SET ends_at = greatest(app_now(), starts_at), ended_by = ${by}::uuid, ended_for = ${LENT}
      WHERE patient_id = ${patientId} AND person_id = ${personId} AND reason = 'paged' AND assigned_for = ${LENT} AND ends_at > app_now()
      RETURNING 1`;
    return rows.length > 0;
  }

  /** Until the transaction ends nobody else changes who screens a patient. */
  async holdScreeners(tx: Tx, patientId: string): Promise<void> {
    await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`screeners|${patientId}`}, 0))`;
  }

  /**
   * Exactly these screen a patient from now on, each until then; whoever is of the team needs no access of this kind.
   *
   * @returns whose access is new, and whose is over
   */
  async keepScreeners(tx: Tx, patientId: string, screeners: readonly Screener[]): Promise<{ added: string[]; ended: string[] }> {
    const wanted = JSON.stringify(screeners.map(({ personId, until }) => ({ person_id: personId, until })));
    const ended = await tx.sql<{ id: string }>`
      UPDATE care_assignment own SET ends_at = greatest(app_now(), starts_at), ended_for = 'screening'
      WHERE patient_id = ${patientId}::uuid AND reason = 'screening' AND ends_at > app_now() AND (
        NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(${wanted}::jsonb) AS w (person_id uuid) WHERE w.person_id = own.person_id)
        OR EXISTS (SELECT 1 FROM care_assignment team WHERE team.patient_id = own.patient_id AND team.person_id = own.person_id AND team.ends_at IS NULL))
      RETURNING person_id AS id`;
    await tx.sql`
      UPDATE care_assignment own SET ends_at = w.until FROM jsonb_to_recordset(${wanted}::jsonb) AS w (person_id uuid, until timestamptz)
      WHERE own.patient_id = ${patientId}::uuid AND own.person_id = w.person_id AND own.reason = 'screening' AND own.ends_at > app_now()`;
    const added = await tx.sql<{ id: string }>`
      INSERT INTO care_assignment (id, patient_id, person_id, reason, ends_at, assigned_for)
      SELECT gen_random_uuid(), ${patientId}::uuid, w.person_id, 'screening', w.until, 'screening'
      FROM jsonb_to_recordset(${wanted}::jsonb) AS w (person_id uuid, until timestamptz)
      WHERE NOT EXISTS (SELECT 1 FROM care_assignment a WHERE a.patient_id = ${patientId}::uuid AND a.person_id = w.person_id
        AND (a.ends_at IS NULL OR (a.reason = 'screening' AND a.ends_at > app_now())))
      RETURNING person_id AS id`;
    return { added: added.map(({ id }) => id), ended: ended.map(({ id }) => id) };
  }

  /** Ends somebody's part in the lasting team, as the system's act. @returns whether they had one */
  async endTeam(
    tx: Tx,
    { patientId, personId, why }: Readonly<{ patientId: string; personId: string; why: string }>,
  ): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE care_assignment SET ends_at = greatest(app_now(), starts_at), ended_for = ${why}
      WHERE patient_id = ${patientId} AND person_id = ${personId} AND reason = 'team' AND ends_at IS NULL RETURNING 1`;
    return rows.length > 0;
  }

  /** Whether somebody is of the lasting team. */
  async isOfTeam(db: Db, patientId: string, personId: string): Promise<boolean> {
    const rows = await db.sql`
      SELECT 1 FROM care_assignment WHERE patient_id = ${patientId} AND person_id = ${personId} AND ends_at IS NULL`;
    return rows.length > 0;
  }

  /** @returns who was assigned, or null when there is no such open assignment to this patient */
  async end(tx: Tx, id: string, patientId: string, by: { personId: string; why: string }): Promise<string | null> {
    const [row] = await tx.sql<{ person_id: string }>`
      UPDATE care_assignment SET ends_at = greatest(app_now(), starts_at), ended_by = ${by.personId}, ended_for = ${by.why}
      WHERE id = ${id} AND patient_id = ${patientId} AND reason NOT IN ('chaperone', 'backup') AND (ends_at IS NULL OR ends_at > app_now()) RETURNING person_id`;
    return row?.person_id ?? null;
  }
}
