import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { CaseRepository } from './case.repository.js';
import { DecisionRepository } from './decision.repository.js';
import { HandOffRepository, type HandOffRow } from './hand-off.repository.js';

/** Who is told of what happened in a screening, by ids. What is told is for `notifications` to say. */
@Injectable()
export class ScreeningNoticesReader {
  constructor(
    private readonly handOffs: HandOffRepository,
    private readonly cases: CaseRepository,
    private readonly decisions: DecisionRepository,
  ) {}

  /** An offer, as it stands now; null when there is none. */
  handOff(tx: Tx, handOffId: string): Promise<HandOffRow | null> {
    return this.handOffs.findById(tx, handOffId);
  }

  async patientOf(tx: Tx, caseId: string): Promise<string | null> {
    return (await this.cases.findById(tx, caseId))?.patientId ?? null;
  }

  /** Whose decision it is, while it is their last one. */
  async patientToTell(tx: Tx, decisionId: string): Promise<string | null> {
    return (await this.decisions.findById(tx, decisionId))?.patientId ?? null;
  }
}
