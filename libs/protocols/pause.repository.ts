import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Tx } from '#platform';
import type { PauseReason } from './domain/pause-rules.js';

export type PauseEnding = 'resumed' | 'ended';
export type PauseRow = Readonly<{
  id: string;
  patientId: string;
  reason: string;
  factAt: Date;
  openedAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
  ending: PauseEnding | null;
}>;
/** What a prescriber decides about open pauses. */
export type Decision = Readonly<{ personId: string; ending: PauseEnding; note: string }>;

const COLUMNS = {
  ...{ id: true, patientId: true, reason: true, factAt: true, openedAt: true },
  ...{ endedAt: true, endedBy: true, ending: true },
} as const;
const place = (rowId: string) => ({ table: 'protocol_pause', column: 'note_sealed', rowId });

/** Why courses were paused, and who let them go on. */
@Injectable()
export class PauseRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** Until the transaction ends nobody else pauses, signs, releases or resumes in this course. */
  async hold(tx: Tx, patientId: string): Promise<void> {
    await tx.sql`SELECT hold_course(${patientId}::uuid)`;
  }

  /** Opens what was never open. @returns the ids of the new ones, in the order of `reasons` */
  async insert(
    tx: Tx,
    { patientId, protocolId }: Readonly<{ patientId: string; protocolId: string }>,
    reasons: readonly PauseReason[],
  ): Promise<string[]> {
    const rows = reasons.map(({ reason, fact, at }) => ({ id: randomUUID(), reason, fact, at: new Date(at).toISOString() }));
    const opened = await tx.sql<{ id: string }>`
      INSERT INTO protocol_pause (id, patient_id, protocol_id, reason, fact, fact_at)
      SELECT id, ${patientId}::uuid, ${protocolId}::uuid, reason, fact, at
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (id uuid, reason text, fact text, at timestamptz)
      ON CONFLICT (patient_id, reason, fact) DO NOTHING RETURNING id`;
    const ids = new Set(opened.map(({ id }) => id));
    return rows.flatMap(({ id }) => (ids.has(id) ? [id] : []));
  }

  /** All that hold, also those that a newer one has replaced: none of them may come to hold instead. */
  async pauseProtocols(tx: Tx, patientId: string): Promise<void> {
    await tx.protocol.updateMany({ where: { patientId, state: { in: ['signed', 'running'] } }, data: { state: 'paused' } });
  }

  async moveProtocols(tx: Tx, patientId: string, ending: PauseEnding): Promise<void> {
    const state = ending === 'resumed' ? 'running' : 'ended';
    await tx.protocol.updateMany({ where: { patientId, state: 'paused' }, data: { state } });
  }

  /** Open ones, the oldest first. */
  findOpen(db: Db, patientIds: readonly string[] | 'all'): Promise<PauseRow[]> {
    const whose = patientIds === 'all' ? {} : { patientId: { in: [...patientIds] } };
    const orderBy = [{ openedAt: 'asc' as const }, { factAt: 'asc' as const }, { id: 'asc' as const }];
    return db.protocolPause.findMany({ where: { ...whose, endedAt: null }, orderBy, select: COLUMNS });
  }

  /** All of one course, the newest first. */
  findOf(db: Db, patientId: string): Promise<PauseRow[]> {
    const orderBy = [{ openedAt: 'desc' as const }, { factAt: 'desc' as const }, { id: 'asc' as const }];
    return db.protocolPause.findMany({ where: { patientId }, orderBy, select: COLUMNS });
  }

  findById(db: Db, id: string): Promise<PauseRow | null> {
    return db.protocolPause.findUnique({ where: { id }, select: COLUMNS });
  }

  async end(tx: Tx, open: readonly PauseRow[], { personId, ending, note }: Decision): Promise<void> {
    for (const { id, patientId } of open) {
      const sealed = await this.keys.seal(tx, patientId, note, place(id));
      await tx.sql`
        UPDATE protocol_pause SET ended_at = app_now(), ended_by = ${personId}, ending = ${ending}::pause_ending, note_sealed = ${sealed}
        WHERE id = ${id} AND ended_at IS NULL`;
    }
  }

  /** What was said when a pause ended; null while it is open, and of a patient who was erased. */
  async noteOf(db: Db, id: string): Promise<string | null> {
    const row = await db.protocolPause.findUnique({ where: { id }, select: { noteSealed: true } });
    return this.keys.openIfKept(db, row?.noteSealed ?? null, place(id));
  }
}
