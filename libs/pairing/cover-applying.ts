import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { careProblems } from '#care';
import type { PairingPart } from '#contracts';
import type { Tx } from '#platform';
import { decidingFilter } from './domain/filters.js';
import { PairingRepository } from './pairing.repository.js';
import { PairingPeople } from './people.js';
import { PlacedPatients } from './placed-patients.js';
import { pairingProblems } from './problems.js';
import { Rankings } from './rankings.js';
import { PairingRulesRepository } from './rules.repository.js';

export type Chosen = Readonly<{ patientId: string; part: PairingPart; clinicianId: string; insteadOfId: string | null }>;

/** Does what was proposed. Each pair is judged again, as if those before it were placed. */
@Injectable()
export class CoverApplying {
  constructor(
    private readonly pairings: PairingRepository,
    private readonly rankings: Rankings,
    private readonly rules: PairingRulesRepository,
    private readonly placed: PlacedPatients,
    private readonly people: PairingPeople,
  ) {}

  /** @throws `care.not-found`, `pairing.kept-out` with the first pair that something speaks against, `pairing.not-now` for one that is paired already */
  async apply(tx: Tx, pairs: readonly Chosen[], by: string): Promise<void> {
    const patientIds = [...new Set(pairs.map(({ patientId }) => patientId))].toSorted();
    if (!(await this.people.arePatients(tx, patientIds))) throw careProblems.notFound();
    for (const patientId of patientIds) await this.pairings.hold(tx, patientId);
    await this.pairings.holdPlaces(
      tx,
      pairs.map(({ clinicianId }) => clinicianId),
    );
    for (const part of new Set(pairs.map((pair) => pair.part)))
      await this.require(
        tx,
        pairs.filter((pair) => pair.part === part),
        part,
      );
    for (const pair of pairs) await this.placed.place(tx, { ...pair, pairingId: randomUUID(), by });
  }

  private async require(tx: Tx, pairs: readonly Chosen[], part: PairingPart): Promise<void> {
    const ids = pairs.map(({ patientId }) => patientId);
    const { clinicians, needOf } = await this.rankings.registered(tx, ids, part, await this.rules.read(tx));
    const cared = new Set((await this.pairings.findOpen(tx, ids)).map((one) => `${one.patientId} ${one.clinicianId}`));
    const more = new Map<string, number>();
    for (const { patientId, clinicianId } of pairs) {
      if (cared.has(`${patientId} ${clinicianId}`)) throw pairingProblems.notNow({ patientId, clinicianId });
      cared.add(`${patientId} ${clinicianId}`);
      const one = clinicians.find(({ personId }) => personId === clinicianId);
      const added = more.get(clinicianId) ?? 0;
      more.set(clinicianId, added + 1);
      const deciding = one ? decidingFilter({ ...one, load: one.load + added }, needOf(patientId)) : { filter: 'not-here' };
      if (deciding) throw pairingProblems.keptOut({ patientId, clinicianId, filter: deciding.filter });
    }
  }
}
