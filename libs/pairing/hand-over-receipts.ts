import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Clock, Database } from '#platform';
import { HandOverRepository } from './hand-over.repository.js';
import { HandOverEnding } from './hand-over-ending.js';
import { PairingDoor } from './pairing-door.js';
import { pairingProblems } from './problems.js';

/** That what was written for the next clinician was read. */
@Injectable()
export class HandOverReceipts {
  constructor(
    private readonly database: Database,
    private readonly door: PairingDoor,
    private readonly handOvers: HandOverRepository,
    private readonly ending: HandOverEnding,
    private readonly clock: Clock,
  ) {}

  /** Whoever takes the patient over has read what was written for them. @throws `pairing.no-hand-over` */
  async read(caller: Caller, handOverId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const one = await this.handOvers.findById(tx, handOverId);
      if (!one?.overlapUntil || one.toId !== caller.personId) throw pairingProblems.noHandOver();
      await this.handOvers.markRead(tx, handOverId);
      await this.ending.wasRead(tx, one, await this.clock.now(tx));
      const act = { action: 'read-hand-over', objectType: 'pairing-hand-over', objectId: handOverId };
      await this.door.record(tx, caller, one.patientId, act);
    });
  }
}
