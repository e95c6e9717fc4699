import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { sessionProblems } from './problems.js';
import { SessionRepository } from './session.repository.js';
import { SessionAccess } from './session-access.service.js';

/** Which clinicians have a session before their eyes; the gate asks for it. */
@Injectable()
export class SessionWatchService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly access: SessionAccess,
    private readonly care: CareService,
  ) {}

  /**
   * A clinician's screen shows a sign of life on this session.
   *
   * @returns for how many seconds of real time it counts
   * @throws  `sessions.not-found`, also for patients and chaperones
   */
  async watch(caller: Caller, sessionId: string): Promise<number> {
    await this.access.require(caller, sessionId);
    if (caller.role === 'patient' || caller.role === 'chaperone') throw sessionProblems.notFound();
    await this.database.transact((tx) => this.sessions.markSeen(tx, sessionId, caller.personId));
    return (await this.care.settings(this.database.read)).onlineWithinSec;
  }
}
