import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { LegalBasisKind } from '#contracts';
import type { Reader, Tx } from '#platform';

export type About = Readonly<{ patientId: string; prescriberId: string }>;
/** `about` null: it holds for every patient and prescriber. Days as `2026-11-29`. */
export type NewLegalBasis = Readonly<{
  kind: LegalBasisKind;
  citation: string | null;
  about: About | null;
  validFrom: string;
  validTo: string;
}>;
export type LegalBasisRow = Omit<NewLegalBasis, 'about'> &
  Readonly<{
    id: string;
    patientId: string | null;
    prescriberId: string | null;
    recordedBy: string;
    recordedAt: Date;
    hasEnded: boolean;
  }>;

/** Because of what a controlled substance is prescribed at a distance; only the end of a row is written later. */
@Injectable()
export class LegalBasisRepository {
  async insert(tx: Tx, { kind, citation, about, validFrom, validTo }: NewLegalBasis, by: string): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO legal_basis (id, patient_id, prescriber_id, kind, citation, valid_from, valid_to, recorded_by)
      VALUES (${id}, ${about?.patientId ?? null}, ${about?.prescriberId ?? null}, ${kind}, ${citation}, ${validFrom}::date, ${validTo}::date, ${by})`;
    return id;
  }

  /** @returns false when it has been ended before */
  async end(tx: Tx, id: string, by: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE legal_basis SET ended_at = app_now(), ended_by = ${by} WHERE id = ${id} AND ended_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }

  async find(on: Reader, id: string): Promise<LegalBasisRow | null> {
    const rows = await on.sql<LegalBasisRow>`
      SELECT id, kind, citation, patient_id AS "patientId", prescriber_id AS "prescriberId", valid_from AS "validFrom", valid_to AS "validTo",
        recorded_by AS "recordedBy", recorded_at AS "recordedAt", ended_at IS NOT NULL AS "hasEnded"
      FROM legal_basis WHERE id = ${id}`;
    return rows[0] ?? null;
  }

  /** A basis that ends without another one that goes on from it for the same patients and prescribers; null when it has ended or there is one. */
  async findUnrenewed(on: Reader, id: string): Promise<{ prescriberId: string | null } | null> {
    const [row] = await on.sql<{ prescriberId: string | null }>`
      SELECT b.prescriber_id AS "prescriberId" FROM legal_basis b WHERE b.id = ${id} AND b.ended_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM legal_basis n
        WHERE n.ended_at IS NULL AND n.valid_from <= b.valid_to + 1 AND n.valid_to > b.valid_to
          AND (n.patient_id IS NULL OR (n.patient_id = b.patient_id AND n.prescriber_id = b.prescriber_id)))`;
    return row ?? null;
  }

  /** What holds for everybody, and what is about these patients; what ends last first. */
  findOf(on: Reader, patientIds: readonly string[] | 'all'): Promise<LegalBasisRow[]> {
    const [isAll, ids] = patientIds === 'all' ? [true, []] : [false, patientIds];
    return on.sql<LegalBasisRow>`
      SELECT id, kind, citation, patient_id AS "patientId", prescriber_id AS "prescriberId", valid_from AS "validFrom", valid_to AS "validTo",
        recorded_by AS "recordedBy", recorded_at AS "recordedAt", ended_at IS NOT NULL AS "hasEnded"
      FROM legal_basis WHERE patient_id IS NULL OR ${isAll}::boolean OR patient_id = ANY(${ids}::uuid[])
      ORDER BY patient_id IS NOT NULL, valid_to DESC, id LIMIT ${MOST}::int`;
  }
}

/** More than any clinic holds; a list has an end. */
const MOST = 5_000;
