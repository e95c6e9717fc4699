import { Injectable } from '@nestjs/common';

import type { OwnHandOver } from '#contracts';
import type { Db } from '#platform';
import { HandOverRepository } from './hand-over.repository.js';
import { PairingRepository } from './pairing.repository.js';
import { PairingPeople } from './people.js';

/** Hand-overs in which both see the patient: of the one who comes, and of the one who goes. */
@Injectable()
export class OwnHandOvers {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly pairings: PairingRepository,
    private readonly people: PairingPeople,
  ) {}

  async of(db: Db, personId: string): Promise<OwnHandOver[]> {
    const going = (await this.pairings.findCaredBy(db, [personId])).filter(({ state }) => state === 'handover_pending');
    const rows = [
      ...(await this.handOvers.findOpen(db, { toId: personId })),
      ...(await this.handOvers.findOpen(db, { fromPairingIds: going.map(({ id }) => id) })),
    ];
    const named = await this.people.named(
      db,
      rows.flatMap(({ patientId, toId, writtenBy }) => [patientId, toId, writtenBy]),
    );
    return Promise.all(
      rows.map(async (row) => {
        const { id: handOverId, patientId, toId, writtenBy, overlapUntil, readAt } = row;
        const isMine = toId === personId;
        return {
          ...{ handOverId, patientId, patientName: named(patientId).displayName, isMine },
          colleague: named(isMine ? writtenBy : toId).displayName,
          summary: await this.handOvers.summaryOf(db, row),
          overlapUntil: overlapUntil!.toISOString(),
          readAt: readAt?.toISOString() ?? null,
        };
      }),
    );
  }
}
