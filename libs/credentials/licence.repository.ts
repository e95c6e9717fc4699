import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { LicenceEndReason, LicenceKind } from '#contracts';
import { type Db, PersonKeys, type Reader, type Tx } from '#platform';
import { REMIND_DAYS_BEFORE, SOON_DAYS } from './domain/covers.js';

export type NewLicence = Readonly<{
  personId: string;
  jurisdiction: string;
  kind: LicenceKind;
  number: string;
  validFrom: string;
  validTo: string;
}>;
/** Days as `2026-11-29`. */
export type LicenceRow = Omit<NewLicence, 'number'> &
  Readonly<{
    id: string;
    numberSealed: string;
    checkedBy: string;
    checkedAt: Date;
    hasEnded: boolean;
    endedAt: Date | null;
    endReason: LicenceEndReason | null;
  }>;
export type Days = Readonly<{ today: string; soonTo: string }>;

const place = (rowId: string) => ({ table: 'licence', column: 'number_sealed', rowId });

/** Licences as they were checked; only their end is written later. */
@Injectable()
export class LicenceRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, { personId, jurisdiction, kind, number, validFrom, validTo }: NewLicence, by: string): Promise<string> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, personId, number, place(id));
    await tx.sql`
      INSERT INTO licence (id, person_id, jurisdiction, kind, number_sealed, valid_from, valid_to, checked_by)
      VALUES (${id}, ${personId}, ${jurisdiction}, ${kind}, ${sealed}, ${validFrom}::date, ${validTo}::date, ${by})`;
    return id;
  }

  /** @returns whose it is; null when it has been ended before */
  async end(tx: Tx, id: string, by: string, why: LicenceEndReason): Promise<string | null> {
    const [row] = await tx.sql<{ personId: string }>`
      UPDATE licence SET ended_at = app_now(), ended_by = ${by}, end_reason = ${why}
      WHERE id = ${id} AND ended_at IS NULL RETURNING person_id AS "personId"`;
    return row?.personId ?? null;
  }

  /** Of these people, by place and then by their last day, the latest first. */
  findOf(on: Reader, personIds: readonly string[]): Promise<LicenceRow[]> {
    return on.sql<LicenceRow>`
      SELECT id, person_id AS "personId", jurisdiction, kind, number_sealed AS "numberSealed", valid_from::text AS "validFrom",
        valid_to::text AS "validTo", checked_by AS "checkedBy", checked_at AS "checkedAt", ended_at IS NOT NULL AS "hasEnded",
        ended_at AS "endedAt", end_reason AS "endReason"
      FROM licence WHERE person_id = ANY(${personIds}::uuid[]) ORDER BY jurisdiction, valid_to DESC, id`;
  }

  async holderOf(on: Reader, id: string): Promise<string | null> {
    const [row] = await on.sql<{ personId: string }>`SELECT person_id AS "personId" FROM licence WHERE id = ${id}`;
    return row?.personId ?? null;
  }

  /** Null when its holder was erased. */
  numberOf(db: Db, { id, numberSealed }: Pick<LicenceRow, 'id' | 'numberSealed'>): Promise<string | null> {
    return this.keys.openIfKept(db, numberSealed, place(id));
  }

  async days(on: Reader, zone: string): Promise<Days> {
    const [row] = await on.sql<Days>`
      SELECT today::text AS today, (today + ${SOON_DAYS}::int)::text AS "soonTo" FROM (SELECT (app_now() AT TIME ZONE ${zone}::text)::date AS today) t`;
    return row!;
  }

  /** When it is to be said that a licence ends: in the morning of the clinic, so many days before its last; what is past is left out. */
  reminders(on: Reader, lastDay: string, zone: string): Promise<{ days: number; dueAt: Date }[]> {
    return on.sql`
      SELECT days, (${lastDay}::date - days + time '09:00') AT TIME ZONE ${zone}::text AS "dueAt"
      FROM unnest(${[...REMIND_DAYS_BEFORE]}::int[]) AS days
      WHERE (${lastDay}::date - days + time '09:00') AT TIME ZONE ${zone}::text > app_now()`;
  }

  /** Whose licence ends without another of the kind that goes on from it at the same place; null when it has ended or is renewed. */
  async findUnrenewed(on: Reader, id: string): Promise<string | null> {
    const [row] = await on.sql<{ personId: string }>`
      SELECT l.person_id AS "personId" FROM licence l WHERE l.id = ${id} AND l.ended_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM licence n
        WHERE n.person_id = l.person_id AND n.jurisdiction = l.jurisdiction AND n.kind = l.kind AND n.ended_at IS NULL
          AND n.valid_from <= l.valid_to + 1 AND n.valid_to > l.valid_to)`;
    return row?.personId ?? null;
  }
}
