import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { CoverPair, planCover, readCover, Uncovered } from '#contracts';
import type { Db } from '#platform';
import { ClinicPlaces } from './clinic-places.js';
import type { CoverPlan } from './cover-planning.js';
import { HandOverRepository } from './hand-over.repository.js';
import { PairingPeople, type Shown } from './people.js';
import { PairingRulesRepository } from './rules.repository.js';
import { type Lacking, UncoveredPatients } from './uncovered.js';

type Named = (id: string) => Shown;
const short = ({ personId, displayName }: Shown) => ({ personId, displayName });

/** Cover in the words of the contract. */
@Injectable()
export class CoverViews {
  constructor(
    private readonly uncovered: UncoveredPatients,
    private readonly handOvers: HandOverRepository,
    private readonly people: PairingPeople,
    private readonly places: ClinicPlaces,
    private readonly rules: PairingRulesRepository,
  ) {}

  async now(db: Db): Promise<z.infer<typeof readCover.reply>> {
    const lacking = await this.uncovered.find(db);
    const unread = (await this.handOvers.findOpen(db, 'all')).filter(({ readAt }) => !readAt);
    const named = await this.people.named(db, [...idsOf(lacking), ...unread.flatMap(({ patientId, toId }) => [patientId, toId])]);
    return {
      uncovered: lacking.map((one) => toUncovered(one, named)),
      clinicians: await this.places.of(db),
      unread: unread.map(({ patientId, toId, overlapUntil }) => ({
        ...{ patientId, patientName: named(patientId).displayName, to: short(named(toId)) },
        overlapUntil: overlapUntil!.toISOString(),
      })),
      rules: await this.rules.read(db),
    };
  }

  async plan(db: Db, { placed, unplaced }: CoverPlan): Promise<z.infer<typeof planCover.reply>> {
    const named = await this.people.named(db, [
      ...idsOf([...placed, ...unplaced]),
      ...placed.map(({ candidate }) => candidate.personId),
    ]);
    const pairs = placed.map(
      ({ patientId, part, lostId, candidate: { personId, fit, reasons } }): CoverPair => ({
        ...{ patientId, patientName: named(patientId).displayName, part, clinician: short(named(personId)), fit },
        ...{ reasons: [...reasons], insteadOf: lostId === null ? null : short(named(lostId)) },
      }),
    );
    return {
      pairs,
      unplaced: unplaced.map(({ filters, ...one }) => ({
        ...toUncovered(one, named),
        filters: [...filters].map(([filter, clinicians]) => ({ filter, clinicians })),
      })),
      totalFit: pairs.reduce((sum, { fit }) => sum + fit, 0),
    };
  }
}

const idsOf = (lacking: readonly Lacking[]): (string | null)[] => lacking.flatMap(({ patientId, lostId }) => [patientId, lostId]);

const toUncovered = ({ patientId, part, cause, since, lostId }: Lacking, named: Named): Uncovered => ({
  ...{ patientId, patientName: named(patientId).displayName, part, cause, since: since.toISOString() },
  lost: lostId === null ? null : short(named(lostId)),
});
