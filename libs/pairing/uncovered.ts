import { Injectable } from '@nestjs/common';

import type { PairingPart, Uncovered } from '#contracts';
import type { Db } from '#platform';
import { GapRepository } from './gap.repository.js';
import { PairingRepository } from './pairing.repository.js';

export type Lacking = Readonly<{
  patientId: string;
  part: PairingPart;
  cause: Uncovered['cause'];
  since: Date;
  lostId: string | null;
}>;
const keyOf = ({ patientId, part }: Pick<Lacking, 'patientId' | 'part'>): string => `${patientId} ${part}`;

/** Patients who lack somebody: who have lost them, wait for them, or whose clinician is absent. */
@Injectable()
export class UncoveredPatients {
  constructor(
    private readonly gaps: GapRepository,
    private readonly pairings: PairingRepository,
  ) {}

  /** Each patient and part once, for the first cause that there is. @param absentIds clinicians who cannot come for a time */
  async find(db: Db, absentIds: readonly string[] = []): Promise<Lacking[]> {
    const lost = (await this.gaps.findOpen(db)).map(
      ({ patientId, part, cause, foundAt, clinicianId }): Lacking => ({
        patientId,
        part,
        cause,
        since: foundAt,
        lostId: clinicianId,
      }),
    );
    const waiting = (await this.pairings.findSearches(db))
      .filter(({ state }) => state !== 'offered')
      .map(({ patientId, part, stateSince }): Lacking => ({ patientId, part, cause: 'waits', since: stateSince, lostId: null }));
    const absent = (await this.pairings.findCaredBy(db, absentIds)).map(
      ({ patientId, part, stateSince, clinicianId }): Lacking => ({
        patientId,
        part,
        cause: 'absent',
        since: stateSince,
        lostId: clinicianId,
      }),
    );
    const first = new Map<string, Lacking>();
    for (const one of [...lost, ...absent, ...waiting]) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
    return [...first.values()];
  }
}
