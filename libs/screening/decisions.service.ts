import { Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import { Database } from '#platform';
import { CaseDoor } from './case-door.js';
import { Courses } from './courses.js';
import { DecisionWriter, type Given } from './decision-writer.js';
import { screeningProblems } from './problems.js';

/** Decisions: a person's, signed, and followed by a letter. The software only says what is missing. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly courses: Courses,
    private readonly signIns: SignInService,
    private readonly writer: DecisionWriter,
  ) {}

  /**
   * @param given.basedOn the number of the last decision that the signer has seen; 0: none
   * @throws `care.not-found`, `screening.no-case`, `screening.not-yours`, `screening.not-now`, `screening.decided-meanwhile`,
   *         `screening.reason-missing`, `screening.demands-open`, `identity.step-up-needed`
   */
  async decide(caller: Caller, patientId: string, given: Given & Readonly<{ basedOn: number }>) {
    return this.database.transact(async (tx) => {
      const held = await this.door.write(tx, caller, patientId);
      if (held.decisionNumber !== given.basedOn) throw screeningProblems.decidedMeanwhile();
      await this.courses.act(tx, held, { kind: 'decide', by: caller.personId, outcome: given.outcome });
      await this.writer.require(tx, held, given);
      await this.signIns.requireStepUp(tx, caller);
      const decision = await this.writer.write(tx, held, given);
      const act = { action: 'decide-screening', objectType: 'screening-decision', objectId: decision.decisionId };
      await this.door.record(tx, caller, patientId, { ...act, reason: given.outcome });
      return decision;
    });
  }
}
