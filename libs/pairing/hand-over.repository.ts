import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Tx } from '#platform';

export type HandOverRow = Readonly<{
  id: string;
  patientId: string;
  fromPairingId: string;
  toPairingId: string;
  toId: string;
  writtenBy: string;
  summarySealed: string;
  overlapDays: number;
  overlapUntil: Date | null;
  readAt: Date | null;
  endedAt: Date | null;
}>;
export type NewHandOver = Omit<HandOverRow, 'summarySealed' | 'overlapUntil' | 'readAt' | 'endedAt'> &
  Readonly<{ summary: string }>;

const COLUMNS = {
  ...{ id: true, patientId: true, fromPairingId: true, toPairingId: true, toId: true, writtenBy: true, summarySealed: true },
  ...{ overlapDays: true, overlapUntil: true, readAt: true, endedAt: true },
} as const;
const place = (rowId: string) => ({ table: 'pairing_hand_over', column: 'summary_sealed', rowId });

/** Patients on their way from one clinician to the next; what is written for it is sealed under the patient's key. */
@Injectable()
export class HandOverRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, one: NewHandOver): Promise<void> {
    const sealed = await this.keys.seal(tx, one.patientId, one.summary, place(one.id));
    await tx.sql`
      INSERT INTO pairing_hand_over (id, patient_id, from_pairing_id, to_pairing_id, to_id, written_by, summary_sealed, overlap_days)
      VALUES (${one.id}, ${one.patientId}, ${one.fromPairingId}, ${one.toPairingId}, ${one.toId}, ${one.writtenBy}, ${sealed}, ${one.overlapDays}::int)`;
  }

  findById(db: Db, id: string): Promise<HandOverRow | null> {
    return db.pairingHandOver.findUnique({ where: { id }, select: COLUMNS });
  }

  /** By which somebody comes to a pairing; null when it is none. */
  findTo(db: Db, toPairingId: string): Promise<HandOverRow | null> {
    return db.pairingHandOver.findUnique({ where: { toPairingId }, select: COLUMNS });
  }

  /** Those in which both see the patient, and those that nobody has read; of one person, or of all. */
  findOpen(db: Db, whose: Readonly<{ toId: string } | { fromPairingIds: readonly string[] }> | 'all'): Promise<HandOverRow[]> {
    const open = { overlapUntil: { not: null }, endedAt: null };
    const of =
      whose === 'all' ? {} : 'toId' in whose ? { toId: whose.toId } : { fromPairingId: { in: [...whose.fromPairingIds] } };
    return db.pairingHandOver.findMany({ where: { ...open, ...of }, select: COLUMNS, orderBy: { overlapUntil: 'asc' } });
  }

  /** Null when its patient was erased. */
  summaryOf(db: Db, { id, summarySealed }: HandOverRow): Promise<string | null> {
    return this.keys.openIfKept(db, summarySealed, place(id));
  }

  /** @returns until when both see the patient */
  async begin(tx: Tx, id: string): Promise<Date> {
    const [row] = await tx.sql<{ until: Date }>`
      UPDATE pairing_hand_over SET overlap_until = app_now() + overlap_days * interval '1 day' WHERE id = ${id} RETURNING overlap_until AS until`;
    return row!.until;
  }

  async markRead(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE pairing_hand_over SET read_at = app_now() WHERE id = ${id} AND read_at IS NULL`;
  }

  async end(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE pairing_hand_over SET ended_at = app_now() WHERE id = ${id} AND ended_at IS NULL`;
  }
}
