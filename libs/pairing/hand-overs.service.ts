import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { HandOverRepository } from './hand-over.repository.js';
import { OfferWriter } from './offer-writer.js';
import { PairingRepository, type PairingRow } from './pairing.repository.js';
import { PairingDoor } from './pairing-door.js';
import { pairingProblems } from './problems.js';
import { searchFor } from './search-ranking.js';

export type Handing = Readonly<{ toId: string; summary: string; overlapDays: number }>;

/** From one clinician to the next: offered with what the next has to know, and read before the first one goes. */
@Injectable()
export class HandOversService {
  constructor(
    private readonly database: Database,
    private readonly door: PairingDoor,
    private readonly pairings: PairingRepository,
    private readonly handOvers: HandOverRepository,
    private readonly writer: OfferWriter,
  ) {}

  /**
   * Until it is accepted nothing changes hands.
   *
   * @returns until when the colleague can answer
   * @throws  `care.not-found`, `pairing.not-yours`, `pairing.not-now` while somebody is looked for, `pairing.kept-out`
   */
  async offer(caller: Caller, patientId: string, { toId, summary, overlapDays }: Handing): Promise<Date> {
    return this.database.transact(async (tx) => {
      const held = await this.door.write(tx, caller, patientId);
      const own = held.find(({ clinicianId, state }) => clinicianId === caller.personId && state === 'active');
      if (!own) throw pairingProblems.notYours();
      if (searchFor(held, own.part) || held.some(({ clinicianId }) => clinicianId === toId)) throw pairingProblems.notNow();
      const next = await this.begin(tx, own);
      const [id, writtenBy] = [randomUUID(), caller.personId];
      await this.handOvers.insert(tx, {
        ...{ id, patientId, fromPairingId: own.id, toPairingId: next.id, toId, writtenBy, summary, overlapDays },
      });
      const until = await this.writer.offer(tx, next, { clinicianId: toId, by: caller.personId });
      await this.door.record(tx, caller, patientId, {
        action: 'hand-over-patient',
        objectType: 'pairing-hand-over',
        objectId: id,
      });
      return until;
    });
  }

  private async begin(tx: Tx, { patientId, part }: PairingRow) {
    const next = { id: randomUUID(), patientId, part };
    await this.pairings.insert(tx, { ...next, cause: 'handed-over' });
    await this.pairings.become(tx, next.id, 'ranked');
    return next;
  }
}
