import { Injectable } from '@nestjs/common';

import type { HandOff, HandOffSummary } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

export type DeclineReason = NonNullable<HandOff['declineReason']>;
export type HandOffRow = Readonly<{
  id: string;
  caseId: string;
  patientId: string;
  isWarm: boolean;
  fromId: string;
  toId: string;
  state: HandOff['state'];
  roomId: string | null;
  offeredAt: Date;
  until: Date;
  endedAt: Date | null;
  declineReason: string | null;
}>;
export type OpenedHandOff = HandOffRow & Readonly<{ summary: HandOffSummary | null }>;
export type NewHandOff = Pick<HandOffRow, 'id' | 'caseId' | 'patientId' | 'isWarm' | 'fromId' | 'toId' | 'roomId' | 'until'>;

const COLUMNS = {
  ...{ id: true, caseId: true, patientId: true, isWarm: true, fromId: true, toId: true, state: true, roomId: true },
  ...{ offeredAt: true, until: true, endedAt: true, declineReason: true },
} as const;
const place = (rowId: string) => ({ table: 'screening_hand_off', column: 'summary_sealed', rowId });

/** Offers of a case to a colleague; what they say is sealed under the patient's key. */
@Injectable()
export class HandOffRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, offer: NewHandOff, summary: HandOffSummary): Promise<void> {
    const { id, caseId, patientId, isWarm, fromId, toId, roomId, until } = offer;
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify(summary), place(id));
    await tx.sql`
      INSERT INTO screening_hand_off (id, case_id, patient_id, is_warm, from_id, to_id, room_id, until, summary_sealed)
      VALUES (${id}, ${caseId}, ${patientId}, ${isWarm}, ${fromId}, ${toId}, ${roomId}::uuid, ${until}, ${sealed})`;
  }

  /** Whoever ended it first has ended it. @returns whether it was open */
  async end(tx: Tx, id: string, state: Exclude<HandOffRow['state'], 'offered'>, declineReason: DeclineReason | null = null) {
    const rows = await tx.sql`
      UPDATE screening_hand_off SET state = ${state}::hand_off_state, ended_at = app_now(), decline_reason = ${declineReason}
      WHERE id = ${id} AND state = 'offered' RETURNING 1`;
    return rows.length === 1;
  }

  findById(db: Db, id: string): Promise<HandOffRow | null> {
    return db.screeningHandOff.findUnique({ where: { id }, select: COLUMNS });
  }

  findOpenOf(db: Db, caseIds: readonly string[]): Promise<HandOffRow[]> {
    return db.screeningHandOff.findMany({ where: { caseId: { in: [...caseIds] }, state: 'offered' }, select: COLUMNS });
  }

  /** What is offered to somebody now, what ends soonest first. */
  findOfferedTo(db: Db, toId: string): Promise<OpenedHandOff[]> {
    return this.opened(db, { toId, state: 'offered' }, { until: 'asc' });
  }

  /** All of a case, the newest first. */
  findOf(db: Db, caseId: string): Promise<OpenedHandOff[]> {
    return this.opened(db, { caseId }, { offeredAt: 'desc' });
  }

  private async opened(
    db: Db,
    where: { toId?: string; caseId?: string; state?: 'offered' },
    orderBy: { until: 'asc' } | { offeredAt: 'desc' },
  ): Promise<OpenedHandOff[]> {
    const rows = await db.screeningHandOff.findMany({ where, select: { ...COLUMNS, summarySealed: true }, orderBy });
    return Promise.all(
      rows.map(async ({ summarySealed, ...row }) => {
        const plain = await this.keys.openIfKept(db, summarySealed, place(row.id));
        return { ...row, summary: plain === null ? null : (JSON.parse(plain) as HandOffSummary) };
      }),
    );
  }
}
