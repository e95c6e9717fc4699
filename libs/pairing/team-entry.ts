import { Injectable } from '@nestjs/common';

import { CareHandOver } from '#care';
import type { Tx } from '#platform';
import { EntryFollowing } from './entry-following.js';
import { HandOverRepository } from './hand-over.repository.js';
import { PairingRepository } from './pairing.repository.js';

/** `by`: whose act it is. */
type Entry = Readonly<{ pairingId: string; patientId: string; clinicianId: string; by: string }>;

/** Somebody comes to the team of a patient, in the transaction in which their pairing becomes active. */
@Injectable()
export class TeamEntry {
  constructor(
    private readonly care: CareHandOver,
    private readonly pairings: PairingRepository,
    private readonly handOvers: HandOverRepository,
    private readonly follow: EntryFollowing,
  ) {}

  async enter(tx: Tx, { pairingId, patientId, clinicianId, by }: Entry): Promise<void> {
    await this.care.take(tx, { patientId, personId: clinicianId, by });
    const handOver = await this.handOvers.findTo(tx, pairingId);
    if (!handOver) return;
    const until = await this.handOvers.begin(tx, handOver.id);
    await this.pairings.makeRoom(tx, handOver.fromPairingId);
    await this.follow.overlap(tx, handOver.id, until);
  }

  /** Whoever has left the clinic leaves the team of the patient for whom somebody else is there now. */
  async replace(tx: Tx, { patientId, clinicianId }: Pick<Entry, 'patientId' | 'clinicianId'>): Promise<void> {
    if (await this.follow.hasLeft(tx, clinicianId)) await this.care.leave(tx, { patientId, personId: clinicianId });
  }

  /** Ends a hand-over that nobody took. @returns whether it was one */
  async callOff(tx: Tx, pairingId: string): Promise<boolean> {
    const handOver = await this.handOvers.findTo(tx, pairingId);
    if (handOver) await this.handOvers.end(tx, handOver.id);
    return handOver !== null;
  }
}
