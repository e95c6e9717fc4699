import { Injectable } from '@nestjs/common';

import { CareService, EmergencyCardService, type EmergencyDetails } from '#care';
import { IdentityService } from '#identity';
import type { Db, Tx } from '#platform';

/** Who comes with a patient, since when (epoch ms). */
export type Chaperone = Readonly<{ displayName: string; since: number }>;

/** What stands around a patient at home: who is with them, and what is read aloud if help has to come. */
@Injectable()
export class HomeReader {
  constructor(
    private readonly care: CareService,
    private readonly cards: EmergencyCardService,
    private readonly identity: IdentityService,
  ) {}

  /** The newest of those who come with the patient now; null when there is nobody. */
  async chaperone(db: Db, patientId: string): Promise<Chaperone | null> {
    const open = (await this.care.tiesOf(db, [patientId])).filter(({ endsAt }) => endsAt === null);
    const people = await this.identity.people(
      db,
      open.map(({ personId }) => personId),
    );
    const chaperones = open.filter(({ personId }) => people.get(personId)?.role === 'chaperone');
    const [newest] = chaperones.toSorted((a, b) => b.startsAt - a.startsAt);
    return newest ? { displayName: people.get(newest.personId)!.displayName, since: newest.startsAt } : null;
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
