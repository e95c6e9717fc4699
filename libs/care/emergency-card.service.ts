import { Injectable } from '@nestjs/common';

import { type Db, SealedFields, type Tx } from '#platform';

/** What is read aloud to the emergency services about a patient's home. */
export type EmergencyDetails = Readonly<{
  addressLine: string;
  entryNote: string;
  allergies: string;
  localEmergencyNumber: string;
}>;

/** The emergency card: sealed at rest, opened for the people of a live session only. */
@Injectable()
export class EmergencyCardService {
  constructor(private readonly sealed: SealedFields) {}

  async write(tx: Tx, patientId: string, card: EmergencyDetails): Promise<void> {
    const seal = (plain: string, column: string) =>
      this.sealed.seal(plain, { table: 'emergency_card', column, rowId: patientId });
    const columns = {
      addressSealed: seal(card.addressLine, 'address_sealed'),
      entryNoteSealed: seal(card.entryNote, 'entry_note_sealed'),
      allergiesSealed: seal(card.allergies, 'allergies_sealed'),
      localNumber: card.localEmergencyNumber,
    };
    await tx.emergencyCard.upsert({ where: { patientId }, create: { patientId, ...columns }, update: columns });
  }

  async read(db: Db, patientId: string): Promise<EmergencyDetails | null> {
    const row = await db.emergencyCard.findUnique({
      where: { patientId },
      select: { addressSealed: true, entryNoteSealed: true, allergiesSealed: true, localNumber: true },
    });
    if (!row) return null;
    const open = (sealed: string, column: string) =>
      this.sealed.open(sealed, { table: 'emergency_card', column, rowId: patientId });
    return {
      addressLine: open(row.addressSealed, 'address_sealed'),
      entryNote: open(row.entryNoteSealed, 'entry_note_sealed'),
      allergies: open(row.allergiesSealed, 'allergies_sealed'),
      localEmergencyNumber: row.localNumber,
    };
  }
}
