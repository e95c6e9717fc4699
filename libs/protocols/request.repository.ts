import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { RequestView } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

export type Wish = RequestView['wish'];
export type RequestRow = Readonly<{
  id: string;
  wish: Wish;
  reason: string | null;
  askedBy: string;
  askedAt: Date;
  answeredAt: Date | null;
}>;
type Said = Readonly<{ patientId: string; reason: string; by: string }>;

const requestPlace = (rowId: string) => ({ table: 'dose_request', column: 'reason_sealed', rowId });
const reviewPlace = (rowId: string) => ({ table: 'protocol_review', column: 'reason_sealed', rowId });

/** What therapists ask of prescribers, and what prescribers say of a course. Words only, and no number. */
@Injectable()
export class RequestRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** @returns its id */
  async ask(tx: Tx, { patientId, reason, by, wish }: Said & Readonly<{ wish: Wish }>): Promise<string> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, reason, requestPlace(id));
    await tx.doseRequest.create({ data: { id, patientId, wish, reasonSealed: sealed, askedBy: by }, select: { id: true } });
    return id;
  }

  /** Of a patient, the newest first. */
  async findOf(db: Db, patientId: string): Promise<RequestRow[]> {
    const rows = await db.doseRequest.findMany({ where: { patientId }, orderBy: [{ askedAt: 'desc' }, { id: 'asc' }], take: 50 });
    return Promise.all(
      rows.map(async ({ id, wish, reasonSealed, askedBy, askedAt, answeredAt }) => {
        const reason = await this.keys.openIfKept(db, reasonSealed, requestPlace(id));
        return { id, wish: wish as Wish, reason, askedBy, askedAt, answeredAt };
      }),
    );
  }

  /** Whoever proposes a dose or reviews the course has answered what was asked until then. */
  async answerAll(tx: Tx, patientId: string, by: string): Promise<void> {
    await tx.sql`
      UPDATE dose_request SET answered_by = ${by}::uuid, answered_at = app_now() WHERE patient_id = ${patientId}::uuid AND answered_at IS NULL`;
  }

  /** A prescriber has looked at what went wrong until then. @returns its id */
  async review(tx: Tx, { patientId, reason, by, seenUntil }: Said & Readonly<{ seenUntil: Date }>): Promise<string> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, reason, reviewPlace(id));
    await tx.sql`
      INSERT INTO protocol_review (id, patient_id, reason_sealed, reviewed_by, seen_until)
      VALUES (${id}, ${patientId}, ${sealed}, ${by}, least(${seenUntil}::timestamptz, app_now()))`;
    return id;
  }
}
