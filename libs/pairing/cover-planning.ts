import { Injectable } from '@nestjs/common';

import type { PairingPart, PairingRules } from '#contracts';
import type { Db } from '#platform';
import type { Filter } from './domain/filters.js';
import { match, type Pair } from './domain/matching.js';
import { type Candidate, rank } from './domain/rank.js';
import { PairingRepository } from './pairing.repository.js';
import { Rankings } from './rankings.js';
import { PairingRulesRepository } from './rules.repository.js';
import { solveTransport } from './solver.js';
import { type Lacking, UncoveredPatients } from './uncovered.js';

export type Placed = Lacking & Readonly<{ candidate: Candidate }>;
/** `filters`: what keeps how many out. */
export type Unplaced = Lacking & Readonly<{ filters: ReadonlyMap<Filter, number> }>;
export type CoverPlan = Readonly<{ placed: Placed[]; unplaced: Unplaced[] }>;

/** Proposes who looks after everybody who lacks somebody, all together. Changes nothing. */
@Injectable()
export class CoverPlanning {
  constructor(
    private readonly uncovered: UncoveredPatients,
    private readonly pairings: PairingRepository,
    private readonly rankings: Rankings,
    private readonly rules: PairingRulesRepository,
  ) {}

  async plan(db: Db, absentIds: readonly string[]): Promise<CoverPlan> {
    const [lacking, rules] = [await this.uncovered.find(db, absentIds), await this.rules.read(db)];
    const parts: PairingPart[] = ['prescriber', 'therapist'];
    const plans: CoverPlan[] = [];
    for (const part of parts) {
      const ofPart = lacking.filter((one) => one.part === part);
      if (ofPart.length) plans.push(await this.planPart(db, ofPart, { part, rules, absent: new Set(absentIds) }));
    }
    return { placed: plans.flatMap(({ placed }) => placed), unplaced: plans.flatMap(({ unplaced }) => unplaced) };
  }

  private async planPart(
    db: Db,
    lacking: readonly Lacking[],
    { part, rules, absent }: Readonly<{ part: PairingPart; rules: PairingRules; absent: ReadonlySet<string> }>,
  ): Promise<CoverPlan> {
    const ids = lacking.map(({ patientId }) => patientId);
    const { clinicians, needOf } = await this.rankings.forList(db, ids, part, rules);
    const cared = new Set((await this.pairings.findOpen(db, ids)).map((one) => `${one.patientId} ${one.clinicianId}`));
    const here = clinicians.filter(({ personId }) => !absent.has(personId));
    const ranked = lacking.map((one) => {
      const others = here.filter(({ personId }) => !cared.has(`${one.patientId} ${personId}`));
      return { one, ...rank(others, needOf(one.patientId), rules) };
    });
    const pairs = ranked.flatMap(({ one: { patientId }, candidates }) =>
      candidates.map(({ personId: clinicianId, fit }): Pair => ({ patientId, clinicianId, fit })),
    );
    const places = new Map(here.map(({ personId, capacity, load }) => [personId, capacity - load]));
    const matched = new Map((await match({ pairs, places }, solveTransport)).map((pair) => [pair.patientId, pair.clinicianId]));
    const plan: CoverPlan = { placed: [], unplaced: [] };
    for (const { one, candidates, excluded } of ranked) {
      const candidate = candidates.find(({ personId }) => personId === matched.get(one.patientId));
      if (candidate) plan.placed.push({ ...one, candidate });
      else
        plan.unplaced.push({
          ...one,
          filters: counted(
            excluded.map(({ filter }) => filter),
            candidates.length,
          ),
        });
    }
    return plan;
  }
}

/** Whoever fits and takes no more, once the others are placed, is full. */
function counted(filters: readonly Filter[], taken: number): Map<Filter, number> {
  const counts = new Map<Filter, number>(taken ? [['full', taken]] : []);
  for (const filter of filters) counts.set(filter, (counts.get(filter) ?? 0) + 1);
  return counts;
}
