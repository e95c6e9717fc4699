import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { LetterRecipient, LetterTemplate, OutsideRelease, ReleasePurpose } from '#contracts';
import { type Db, PersonKeys, type Reader, type Tx } from '#platform';

type Row = Readonly<{
  id: string;
  recipient: string;
  covers: LetterTemplate[];
  purpose: ReleasePurpose;
  since: Date;
  until: Date;
  isOpen: boolean;
}>;
export type NewOutsideRelease = Readonly<{
  recipient: LetterRecipient;
  covers: readonly LetterTemplate[];
  purpose: ReleasePurpose;
  days: number;
}>;

const place = (rowId: string) => ({ table: 'outside_release', column: 'recipient_sealed', rowId });

/** Whom patients let the clinic write to. Who that is, is sealed: it tells whom they see. */
@Injectable()
export class OutsideReleaseRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, patientId: string, { recipient, covers, purpose, days }: NewOutsideRelease): Promise<string> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify(recipient), place(id));
    await tx.sql`
      INSERT INTO outside_release (id, patient_id, recipient_sealed, covers, purpose, ends_at)
      VALUES (${id}, ${patientId}, ${sealed}, ${[...new Set(covers)]}, ${purpose}, app_now() + ${days}::int * interval '1 day')`;
    return id;
  }

  /** The newest first, those that are over among them: letters were signed by them. */
  async findAll(db: Db, patientId: string): Promise<OutsideRelease[]> {
    return Promise.all((await this.rows(db, patientId, null)).map((row) => this.opened(db, row)));
  }

  async findOne(db: Db, patientId: string, id: string): Promise<OutsideRelease | null> {
    const [row] = await this.rows(db, patientId, id);
    return row ? this.opened(db, row) : null;
  }

  /** @returns false when it is over already, or not theirs */
  async revoke(tx: Tx, patientId: string, id: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE outside_release SET revoked_at = app_now()
      WHERE id = ${id} AND patient_id = ${patientId} AND revoked_at IS NULL AND ends_at > app_now() RETURNING 1`;
    return rows.length === 1;
  }

  private rows(on: Reader, patientId: string, id: string | null): Promise<Row[]> {
    return on.sql<Row>`
      SELECT id, recipient_sealed AS recipient, covers, purpose, starts_at AS since, ends_at AS until,
        revoked_at IS NULL AND starts_at <= app_now() AND ends_at > app_now() AS "isOpen"
      FROM outside_release WHERE patient_id = ${patientId} AND (${id}::uuid IS NULL OR id = ${id}::uuid)
      ORDER BY starts_at DESC, id LIMIT 200`;
  }

  private async opened(db: Db, { id, recipient, since, until, ...row }: Row): Promise<OutsideRelease> {
    const plain = await this.keys.openIfKept(db, recipient, place(id));
    const known = plain === null ? null : (JSON.parse(plain) as LetterRecipient);
    return { releaseId: id, recipient: known, ...row, since: since.toISOString(), until: until.toISOString() };
  }
}
