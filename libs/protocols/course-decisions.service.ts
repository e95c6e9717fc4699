import { Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import { Database, type Tx } from '#platform';
import { DecisionDoor } from './decision-door.js';
import { PauseRepository, type PauseRow } from './pause.repository.js';
import { PauseNotices } from './pause-notices.js';
import { protocolProblems } from './problems.js';

/** What a prescriber decides about a paused course, and by which open reasons. */
export type CourseDecision = Readonly<{ decision: 'resume' | 'end'; pauseIds: readonly string[]; note: string }>;

const ENDINGS = { resume: 'resumed', end: 'ended' } as const;

/** Lets a paused course go on, or ends it: a person's act, and never the software's. */
@Injectable()
export class CourseDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly door: DecisionDoor,
    private readonly pauses: PauseRepository,
    private readonly notices: PauseNotices,
    private readonly signIns: SignInService,
  ) {}

  /**
   * What is booked stays booked either way: people call it off, or the gate says why there is no dose.
   *
   * @throws `care.not-found`, `protocols.not-on-team`, `protocols.no-authority` to let it go on, `protocols.not-paused`, `protocols.paused-anew` when other reasons are open than were
   *         seen, `identity.step-up-needed`
   */
  async decide(caller: Caller, patientId: string, { decision, pauseIds, note }: CourseDecision): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.door.require(tx, caller, patientId);
      if (decision === 'resume') await this.door.requireToResume(tx, caller, patientId);
      const open = await this.seen(tx, patientId, new Set(pauseIds));
      await this.signIns.requireStepUp(tx, caller);
      const ending = ENDINGS[decision];
      await this.pauses.end(tx, open, { personId: caller.personId, ending, note });
      await this.pauses.moveProtocols(tx, patientId, ending);
      await this.notices.settle(tx, open);
      await this.door.record(tx, caller, patientId, `${decision}-course`);
    });
  }

  /** The open pauses, if they are those that were seen; none is opened meanwhile. */
  private async seen(tx: Tx, patientId: string, ids: ReadonlySet<string>): Promise<PauseRow[]> {
    await this.pauses.hold(tx, patientId);
    const open = await this.pauses.findOpen(tx, [patientId]);
    if (!open.length) throw protocolProblems.notPaused();
    if (open.length !== ids.size || open.some(({ id }) => !ids.has(id))) throw protocolProblems.pausedAnew();
    return open;
  }
}
