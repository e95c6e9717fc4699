import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Tx } from '#platform';
import type { PauseLimits } from './domain/pause-limits.js';

export type OwnPauseLimits = Readonly<{
  version: number;
  limits: Partial<PauseLimits>;
  /** Null: it was erased. */
  reason: string | null;
  signedBy: string;
  signedAt: Date;
}>;
/** `patientId` null: of the clinic. `basedOn`: the version that whoever signs has seen; 0 when there was none. */
export type NewPauseLimits = Readonly<{
  patientId: string | null;
  basedOn: number;
  limits: Partial<PauseLimits>;
  reason: string;
  by: string;
}>;
type Row = Omit<OwnPauseLimits, 'reason'> & Readonly<{ id: string; reason: string | null; reasonSealed: string | null }>;

const place = (rowId: string) => ({ table: 'pause_limits', column: 'reason_sealed', rowId });
const LAST = 50;

/** Limits for pausing as they were signed, of the clinic and of patients. */
@Injectable()
export class PauseLimitsRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** The newest first. @param patientId null: the clinic's */
  async findOf(db: Db, patientId: string | null): Promise<OwnPauseLimits[]> {
    const rows = await db.sql<Row>`
      SELECT id, version, limits, reason, reason_sealed AS "reasonSealed", signed_by AS "signedBy", signed_at AS "signedAt"
      FROM pause_limits WHERE patient_id IS NOT DISTINCT FROM ${patientId}::uuid ORDER BY version DESC LIMIT ${LAST}`;
    return Promise.all(
      rows.map(async ({ id, reasonSealed, ...row }) => ({
        ...row,
        reason: reasonSealed === null ? row.reason : await this.keys.openIfKept(db, reasonSealed, place(id)),
      })),
    );
  }

  /** @returns whether it is the next version after the one that was seen */
  async insert(tx: Tx, { patientId, basedOn, limits, reason, by }: NewPauseLimits): Promise<boolean> {
    const id = randomUUID();
    const sealed = patientId === null ? null : await this.keys.seal(tx, patientId, reason, place(id));
    const rows = await tx.sql`
      INSERT INTO pause_limits (id, patient_id, version, limits, reason, reason_sealed, signed_by)
      SELECT ${id}::uuid, ${patientId}::uuid, ${basedOn}::int + 1, ${JSON.stringify(limits)}::jsonb,
        ${patientId === null ? reason : null}::text, ${sealed}::text, ${by}::uuid
      WHERE ${basedOn}::int = (SELECT coalesce(max(version), 0) FROM pause_limits WHERE patient_id IS NOT DISTINCT FROM ${patientId}::uuid)
      ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }
}
