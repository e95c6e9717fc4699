import { Injectable } from '@nestjs/common';

import { CompanionReader, EmergencyCardService, type EmergencyDetails } from '#care';
import { IdentityService } from '#identity';
import type { Db, Tx } from '#platform';

/** Who comes with a patient, since when (epoch ms). */
export type Chaperone = Readonly<{ displayName: string; since: number }>;

/** What stands around a patient at home: who is with them, and what is read aloud if help has to come. */
@Injectable()
export class HomeReader {
  constructor(
    private readonly companions: CompanionReader,
    private readonly cards: EmergencyCardService,
    private readonly identity: IdentityService,
  ) {}

  /** The newest of those who come with the patient now; null when there is nobody. */
  async chaperone(db: Db, patientId: string): Promise<Chaperone | null> {
    const newest = (await this.companions.ties(db, patientId)).find(({ part }) => part === 'first');
    if (!newest) return null;
    const { displayName } = await this.identity.person(db, newest.personId);
    return { displayName, since: newest.since.getTime() };
  }

  async cardWrittenAt(db: Db, patientId: string): Promise<number | null> {
    return (await this.cards.writtenAt(db, patientId))?.getTime() ?? null;
  }

  card(db: Db, patientId: string): Promise<EmergencyDetails | null> {
    return this.cards.read(db, patientId);
  }

  writeCard(tx: Tx, patientId: string, card: EmergencyDetails): Promise<void> {
    return this.cards.write(tx, patientId, card);
  }

  async nameOf(db: Db, personId: string): Promise<string | null> {
    return (await this.identity.people(db, [personId])).get(personId)?.displayName ?? null;
  }
}
