import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Tx } from '#platform';

/** What is read aloud to the emergency services about a patient's home. */
export type EmergencyDetails = Readonly<{
  addressLine: string;
  entryNote: string;
  allergies: string;
  localEmergencyNumber: string;
}>;

const SEALED = { addressSealed: true, entryNoteSealed: true, allergiesSealed: true, localNumberSealed: true } as const;

/** The emergency card: sealed under the patient's key, opened for the people of a live session only. */
@Injectable()
export class EmergencyCardService {
  constructor(private readonly keys: PersonKeys) {}

  async write(tx: Tx, patientId: string, card: EmergencyDetails): Promise<void> {
    const seal = (plain: string, column: string) => this.keys.seal(tx, patientId, plain, place(column, patientId));
    const columns = {
      addressSealed: await seal(card.addressLine, 'address_sealed'),
      entryNoteSealed: await seal(card.entryNote, 'entry_note_sealed'),
      allergiesSealed: await seal(card.allergies, 'allergies_sealed'),
      localNumberSealed: await seal(card.localEmergencyNumber, 'local_number_sealed'),
      localNumber: '',
    };
    await tx.emergencyCard.upsert({ where: { patientId }, create: { patientId, ...columns }, update: columns });
    await tx.sql`UPDATE emergency_card SET confirmed_at = app_now() WHERE patient_id = ${patientId}`;
  }

  /** When it was last written; null when there is none. */
  async writtenAt(db: Db, patientId: string): Promise<Date | null> {
    const row = await db.emergencyCard.findUnique({ where: { patientId }, select: { confirmedAt: true } });
    return row?.confirmedAt ?? null;
  }

  /** Null when there is none, and when it was erased. */
  async read(db: Db, patientId: string): Promise<EmergencyDetails | null> {
    const row = await db.emergencyCard.findUnique({ where: { patientId }, select: { ...SEALED, localNumber: true } });
    if (!row) return null;
    const open = (sealed: string | null, column: string) => this.keys.openIfKept(db, sealed, place(column, patientId));
    const addressLine = await open(row.addressSealed, 'address_sealed');
    if (addressLine === null) return null;
    return {
      addressLine,
      entryNote: (await open(row.entryNoteSealed, 'entry_note_sealed')) ?? '',
      allergies: (await open(row.allergiesSealed, 'allergies_sealed')) ?? '',
      localEmergencyNumber: (await open(row.localNumberSealed, 'local_number_sealed')) ?? row.localNumber,
    };
  }
}

const place = (column: string, rowId: string) => ({ table: 'emergency_card', column, rowId });
