import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import type { PdmpLook } from './domain/pdmp.js';

export type PdmpRow = PdmpLook & Readonly<{ id: string; patientId: string; showsAnotherPrescriber: boolean }>;
export type NewPdmpLook = Readonly<{ patientId: string; states: readonly string[]; showsAnotherPrescriber: boolean }>;

/** More than a course has; a list has an end. */
const MOST = 100;

/** Attestations of looks at monitoring programmes; none is ever changed. */
@Injectable()
export class PdmpRepository {
  async insert(tx: Tx, { patientId, states, showsAnotherPrescriber }: NewPdmpLook, by: string): Promise<PdmpRow> {
    const [row] = await tx.sql<PdmpRow>`
      INSERT INTO pdmp_check (id, patient_id, checked_by, states, shows_another_prescriber)
      VALUES (${randomUUID()}, ${patientId}, ${by}, ${[...states]}::text[], ${showsAnotherPrescriber})
      RETURNING id, patient_id AS "patientId", checked_by AS "checkedBy", states, shows_another_prescriber AS "showsAnotherPrescriber",
        (extract(epoch FROM checked_at) * 1000)::float8 AS "checkedAt"`;
    return row!;
  }

  /** Of a patient, the newest first. */
  findOf(on: Reader, patientId: string): Promise<PdmpRow[]> {
    return on.sql<PdmpRow>`
      SELECT id, patient_id AS "patientId", checked_by AS "checkedBy", states, shows_another_prescriber AS "showsAnotherPrescriber",
        (extract(epoch FROM checked_at) * 1000)::float8 AS "checkedAt"
      FROM pdmp_check WHERE patient_id = ${patientId} ORDER BY checked_at DESC, id LIMIT ${MOST}::int`;
  }

  /** What somebody has looked at of each of these patients last, by states. */
  findBy(on: Reader, personId: string, patientIds: readonly string[]): Promise<PdmpRow[]> {
    return on.sql<PdmpRow>`
      SELECT DISTINCT ON (patient_id, states) id, patient_id AS "patientId", checked_by AS "checkedBy", states,
        shows_another_prescriber AS "showsAnotherPrescriber", (extract(epoch FROM checked_at) * 1000)::float8 AS "checkedAt"
      FROM pdmp_check WHERE checked_by = ${personId} AND patient_id = ANY(${[...patientIds]}::uuid[])
      ORDER BY patient_id, states, checked_at DESC, id`;
  }

  async find(on: Reader, id: string): Promise<PdmpRow | null> {
    const [row] = await on.sql<PdmpRow>`
      SELECT id, patient_id AS "patientId", checked_by AS "checkedBy", states, shows_another_prescriber AS "showsAnotherPrescriber",
        (extract(epoch FROM checked_at) * 1000)::float8 AS "checkedAt"
      FROM pdmp_check WHERE id = ${id}`;
    return row ?? null;
  }
}
