import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { pairingCovered } from './messages.js';
import { PairingRepository } from './pairing.repository.js';
import { SearchEnding } from './search-ending.js';
import { TeamEntry } from './team-entry.js';

export type Placing = Readonly<{
  pairingId: string;
  patientId: string;
  part: 'prescriber' | 'therapist';
  clinicianId: string;
  insteadOfId: string | null;
  by: string;
}>;

/** A patient gets somebody whom those who run the clinic have chosen. */
@Injectable()
export class PlacedPatients {
  constructor(
    private readonly pairings: PairingRepository,
    private readonly searches: SearchEnding,
    private readonly entry: TeamEntry,
    private readonly outbox: Outbox,
  ) {}

  /** What was looked for is found; who has left the clinic leaves the team, and who is absent stays in it. The patient must be held. */
  async place(tx: Tx, placing: Placing): Promise<void> {
    const { pairingId, patientId, part, clinicianId, insteadOfId, by } = placing;
    await this.searches.end(tx, patientId, part);
    await this.pairings.insert(tx, { id: pairingId, patientId, part, cause: 'covered', clinicianId });
    await this.entry.enter(tx, { pairingId, patientId, clinicianId, by });
    if (insteadOfId) await this.entry.replace(tx, { patientId, clinicianId: insteadOfId });
    await this.outbox.append(tx, pairingCovered, { pairingId });
  }
}
