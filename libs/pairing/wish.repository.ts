import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Gender, PairingWish, Topic } from '#contracts';
import type { Db, Tx } from '#platform';

export type BarKind = 'wants-not' | 'not-taken' | 'conflict';
export type Bar = Readonly<{ patientId: string; clinicianId: string; kind: BarKind }>;

/** What patients wish, and who is not paired with whom. */
@Injectable()
export class WishRepository {
  /** Of whoever has not said anything yet: English, and nothing else. */
  async findOf(db: Db, patientIds: readonly string[]): Promise<Map<string, PairingWish>> {
    const rows = await db.pairingWish.findMany({
      where: { patientId: { in: [...patientIds] } },
      select: { patientId: true, languages: true, topics: true, gender: true },
    });
    const said = new Map(
      rows.map(({ patientId, languages, topics, gender }) => [
        patientId,
        { languages, topics: topics as Topic[], gender: gender as Gender | null },
      ]),
    );
    return new Map(patientIds.map((id) => [id, said.get(id) ?? { languages: ['en'], topics: [], gender: null }]));
  }

  async put(tx: Tx, patientId: string, { languages, topics, gender }: PairingWish): Promise<void> {
    await tx.sql`
      INSERT INTO pairing_wish (patient_id, languages, topics, gender)
      VALUES (${patientId}, ${languages}::text[], ${topics}::text[], ${gender}::text)
      ON CONFLICT (patient_id) DO UPDATE SET languages = EXCLUDED.languages, topics = EXCLUDED.topics, gender = EXCLUDED.gender, changed_at = app_now()`;
  }

  async findBars(db: Db, patientIds: readonly string[]): Promise<Bar[]> {
    const rows = await db.pairingBar.findMany({
      where: { patientId: { in: [...patientIds] } },
      select: { patientId: true, clinicianId: true, kind: true },
      orderBy: { setAt: 'asc' },
    });
    return rows.map((row) => ({ ...row, kind: row.kind as BarKind }));
  }

  async bar(tx: Tx, { patientId, clinicianId, kind }: Bar, by: string): Promise<void> {
    await tx.sql`
      INSERT INTO pairing_bar (id, patient_id, clinician_id, kind, set_by) VALUES (${randomUUID()}, ${patientId}, ${clinicianId}, ${kind}, ${by})
      ON CONFLICT (patient_id, clinician_id, kind) DO NOTHING`;
  }
}
