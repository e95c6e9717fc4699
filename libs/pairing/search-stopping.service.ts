import { Injectable } from '@nestjs/common';

import type { PairingPart } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { PairingDoor } from './pairing-door.js';
import { pairingProblems } from './problems.js';
import { SearchEnding } from './search-ending.js';

/** A patient, or their team, has thought better of it. */
@Injectable()
export class SearchStopping {
  constructor(
    private readonly database: Database,
    private readonly door: PairingDoor,
    private readonly ending: SearchEnding,
  ) {}

  /** @throws `care.not-found`, `pairing.not-now` when nobody is looked for */
  async stop(caller: Caller, patientId: string, part: PairingPart): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId);
      if (!(await this.ending.end(tx, patientId, part))) throw pairingProblems.notNow();
      await this.door.record(tx, caller, patientId, { action: 'stop-search' });
    });
  }
}
