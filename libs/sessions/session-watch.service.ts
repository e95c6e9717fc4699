import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { type Heartbeat, HeartbeatProofs } from './heartbeat.js';
import { sessionProblems } from './problems.js';
import { SessionRepository } from './session.repository.js';
import { SessionAccess } from './session-access.service.js';

/** A heartbeat renews a lease for as long; real time. */
const FRESH_SEC = 15;

/** Which clinicians have a session before their eyes: the gate asks for it, and a dosed session that nobody has is an alert. */
@Injectable()
export class SessionWatchService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly access: SessionAccess,
    private readonly proofs: HeartbeatProofs,
    private readonly audit: Audit,
  ) {}

  /** How far several sessions have come: read from the database, never from memory, or a stuck process would look alive. */
  heartbeats(sessionIds: readonly string[]): Promise<Heartbeat[]> {
    return this.sessions.lastSeqs(sessionIds);
  }

  /** What the listener returns to prove that the heartbeat has reached its screen. */
  proofFor(listener: Pick<Caller, 'signInId'>, heartbeat: Heartbeat): string {
    return this.proofs.sign(listener, heartbeat);
  }

  /**
   * A clinician's screen returns a heartbeat: it shows this session. The lease counts from the heartbeat, not from its return.
   *
   * @returns for how many seconds of real time that counts
   * @throws  `sessions.not-found`, also for patients and chaperones; `sessions.heartbeat-foreign`, `sessions.heartbeat-stale`
   */
  async watch(caller: Caller, sessionId: string, proof: string): Promise<number> {
    const { plan, patientId } = await this.access.require(caller, sessionId, 'session');
    if (caller.role === 'patient' || caller.role === 'chaperone') throw sessionProblems.notFound();
    const seenAt = this.proofs.verify(caller, sessionId, proof);
    const watched = { sessionId, personId: caller.personId, seenAt };
    await this.database.transact(async (tx) => {
      if (!(await this.sessions.renewWatch(tx, watched, FRESH_SEC))) throw sessionProblems.heartbeatStale();
      const act = { action: 'watch', objectType: 'dosing-session', objectId: sessionId, subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
    });
    return plan.watch.leaseSec;
  }
}
