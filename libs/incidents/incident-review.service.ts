import { Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import { Database } from '#platform';
import { IncidentBooks } from './incident-books.js';
import { IncidentDoor } from './incident-door.js';
import { IncidentTraces } from './incident-traces.js';
import { incidentProblems } from './problems.js';

/** The end of a review: from then on an incident stays as it is. */
@Injectable()
export class IncidentReview {
  constructor(
    private readonly database: Database,
    private readonly door: IncidentDoor,
    private readonly books: IncidentBooks,
    private readonly signIns: SignInService,
    private readonly traces: IncidentTraces,
  ) {}

  /** @throws `incidents.not-found`, `care.not-your-duty`, `incidents.reviewed`, `incidents.no-finding`, `identity.step-up-needed` */
  async end(caller: Caller, incidentId: string): Promise<void> {
    await this.door.requireDirector(caller);
    await this.database.transact(async (tx) => {
      await this.books.lock(tx, incidentId);
      const { incident } = await this.door.open(caller, incidentId, tx);
      if (incident.reviewedAt !== null) throw incidentProblems.reviewed();
      const entries = await this.books.entriesOf(tx, incidentId);
      if (!entries.some(({ kind }) => kind === 'finding')) throw incidentProblems.noFinding();
      await this.signIns.requireStepUp(tx, caller);
      await this.books.review(tx, incidentId, caller.personId);
      await this.traces.reviewed(tx, caller, incident);
    });
  }
}
