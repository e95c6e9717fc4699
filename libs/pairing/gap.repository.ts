import { Injectable } from '@nestjs/common';

import type { PairingPart } from '#contracts';
import type { Db, Tx } from '#platform';

export type GapCause = 'let-go' | 'left' | 'licence';
export type GapRow = Readonly<{
  id: string;
  patientId: string;
  part: PairingPart;
  clinicianId: string;
  cause: GapCause;
  foundAt: Date;
  closedAt: Date | null;
}>;
const COLUMNS = { id: true, patientId: true, part: true, clinicianId: true, cause: true, foundAt: true, closedAt: true } as const;
const toRow = <T extends { cause: string }>(row: T) => ({ ...row, cause: row.cause as GapCause });

/** Patients who lack somebody. They are found by triggers, too; whoever comes to the team closes them. */
@Injectable()
export class GapRepository {
  async findById(db: Db, id: string): Promise<GapRow | null> {
    const row = await db.pairingGap.findUnique({ where: { id }, select: COLUMNS });
    return row && toRow(row);
  }

  async findOpen(db: Db): Promise<GapRow[]> {
    const rows = await db.pairingGap.findMany({ where: { closedAt: null }, select: COLUMNS, orderBy: { foundAt: 'asc' } });
    return rows.map(toRow);
  }

  /** The alarm follows in the same transaction. Nothing when there is one for that part already. */
  async open(tx: Tx, { patientId, part, clinicianId, cause }: Omit<GapRow, 'id' | 'foundAt' | 'closedAt'>): Promise<void> {
    await tx.sql`SELECT open_pairing_gap(${patientId}::uuid, ${part}::pairing_part, ${clinicianId}::uuid, ${cause}::text)::text`;
  }

  async close(tx: Tx, { patientId, part }: Pick<GapRow, 'patientId' | 'part'>, cause: GapCause): Promise<void> {
    await tx.sql`
      UPDATE pairing_gap SET closed_at = app_now()
      WHERE patient_id = ${patientId} AND part = ${part}::pairing_part AND closed_at IS NULL AND cause = ${cause}::text`;
  }
}
