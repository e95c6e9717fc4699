import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { TRIAL_SOURCES } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

/** What was said, who confirmed it, and what was read or said there. */
type Words = Readonly<{ said: string; informant: string | null; note: string }>;
/** One that holds. */
export type VerificationRow = Readonly<{
  id: string;
  source: (typeof TRIAL_SOURCES)[number];
  documentId: string | null;
  spokenAt: Date | null;
  verifiedBy: string;
  verifiedAt: Date;
}> &
  Words;
export type NewVerification = Omit<VerificationRow, 'id' | 'verifiedAt'> & Readonly<{ patientId: string }>;

const place = (rowId: string) => ({ table: 'trial_verification', column: 'words_sealed', rowId });

/** Verified treatments: health data, sealed under the patient's key. */
@Injectable()
export class TrialVerificationRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, { patientId, said, informant, note, ...row }: NewVerification): Promise<string> {
    const id = randomUUID();
    const words: Words = { said, informant, note };
    const wordsSealed = await this.keys.seal(tx, patientId, JSON.stringify(words), place(id));
    await tx.trialVerification.create({ data: { id, patientId, wordsSealed, ...row } });
    return id;
  }

  /** Those of a patient that nobody has taken back, the newest first; what was erased is left out. */
  async findOf(db: Db, patientId: string): Promise<VerificationRow[]> {
    const rows = await db.trialVerification.findMany({
      where: { patientId, withdrawnAt: null },
      orderBy: [{ verifiedAt: 'desc' }, { id: 'desc' }],
      select: { id: true, source: true, documentId: true, spokenAt: true, verifiedBy: true, verifiedAt: true, wordsSealed: true },
    });
    const found: VerificationRow[] = [];
    for (const { wordsSealed, source, ...row } of rows) {
      const plain = await this.keys.openIfKept(db, wordsSealed, place(row.id));
      if (plain !== null) found.push({ ...row, source: source as VerificationRow['source'], ...(JSON.parse(plain) as Words) });
    }
    return found;
  }

  /** @returns `over`: somebody has taken it back before; null: there is none of this patient */
  async withdraw(tx: Tx, patientId: string, id: string, by: string): Promise<'withdrawn' | 'over' | null> {
    const rows = await tx.sql`
      UPDATE trial_verification SET withdrawn_at = app_now(), withdrawn_by = ${by}::uuid
      WHERE id = ${id}::uuid AND patient_id = ${patientId}::uuid AND withdrawn_at IS NULL RETURNING 1`;
    if (rows.length) return 'withdrawn';
    return (await tx.trialVerification.count({ where: { id, patientId } })) ? 'over' : null;
  }
}
