import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import type { CaseRow } from './case.repository.js';
import { Clinicians } from './clinicians.js';
import type { Grounds } from './decision.repository.js';
import type { Outcome } from './domain/course.js';
import type { Demand } from './domain/demands.js';
import { Evidence, groundsOf, type Known } from './evidence.js';
import { screeningProblems } from './problems.js';

/** What a decision of the owner stands on. */
@Injectable()
export class DecisionEvidence {
  constructor(
    private readonly evidence: Evidence,
    private readonly clinicians: Clinicians,
  ) {}

  /** Only a yes asks for all of it; any decision is a prescriber's. */
  async missing(tx: Tx, held: CaseRow, outcome: Outcome): Promise<readonly Demand[]> {
    const { demands } = await this.known(tx, held);
    return outcome === 'eligible' ? demands : demands.filter((demand) => demand === 'not-a-prescriber');
  }

  /** @throws `screening.demands-open` */
  async grounds(tx: Tx, held: CaseRow): Promise<Grounds> {
    const grounds = groundsOf(await this.known(tx, held));
    if (!grounds) throw screeningProblems.demandsOpen();
    return grounds;
  }

  private async known(tx: Tx, held: CaseRow): Promise<Known> {
    const isPrescriber = await this.clinicians.isHere(tx, held.ownerId, { prescribes: true });
    return this.evidence.of(tx, held, held.ownerId, isPrescriber);
  }
}
