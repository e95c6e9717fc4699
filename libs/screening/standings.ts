import { Injectable } from '@nestjs/common';

import { Clock, type Db } from '#platform';
import { SchedulingService } from '#scheduling';
import type { CaseRow } from './case.repository.js';
import { ClearanceRepository } from './clearance.repository.js';
import { DecisionRepository } from './decision.repository.js';
import type { Standing } from './domain/next.js';
import { HandOffRepository } from './hand-off.repository.js';

/** A call that was called off by somebody else is none. */
const TAKES_PLACE: ReadonlySet<string> = new Set(['booked', 'completed']);

/** How cases stand: what is known of each that says what it waits for. */
@Injectable()
export class Standings {
  constructor(
    private readonly handOffs: HandOffRepository,
    private readonly clearances: ClearanceRepository,
    private readonly decisions: DecisionRepository,
    private readonly scheduling: SchedulingService,
    private readonly clock: Clock,
  ) {}

  now(): Promise<Date> {
    return this.clock.now();
  }

  /** Of each case, by its id. */
  async of(db: Db, cases: readonly CaseRow[]): Promise<Map<string, Standing>> {
    const ids = cases.map(({ id }) => id);
    const [offers, asked, revisits] = [
      await this.handOffs.findOpenOf(db, ids),
      await this.clearances.findStates(db, ids),
      await this.decisions.findRevisits(db, ids),
    ];
    const calls = await this.scheduling.findMany(
      db,
      cases.flatMap(({ appointmentId }) => appointmentId ?? []),
    );
    return new Map(
      cases.map(({ id, state, stateSince, appointmentId }) => {
        const found = appointmentId === null ? undefined : calls.get(appointmentId);
        const call = found && TAKES_PLACE.has(found.state) ? found : undefined;
        const revisitOn = revisits.find(({ caseId }) => caseId === id)?.revisitOn ?? null;
        const standing: Standing = {
          ...{ state, stateSince: stateSince.getTime(), callStartsAt: call ? Date.parse(call.startsAt) : null },
          offerUntil: offers.find(({ caseId }) => caseId === id)?.until.getTime() ?? null,
          clearances: asked
            .filter(({ caseId }) => caseId === id)
            .map((one) => ({ state: one.state, dueAt: one.dueAt.getTime() })),
          revisitAt: state === 'deferred' ? (revisitOn?.getTime() ?? null) : null,
        };
        return [id, standing];
      }),
    );
  }
}
