import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CompanionReadiness, type CompanionStanding, type DoneStep } from '#care';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { sessionProblems } from './problems.js';
import type { SessionRow } from './session.repository.js';
import { SessionAccess } from './session-access.service.js';

/** Who stays with the patient of a session, and how far they are ready for it. */
export type CompanionOfSession = CompanionStanding & Readonly<{ personId: string; displayName: string }>;

const CLINICIANS: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);

/** What a session's companion does before it: by themselves through their link, or by telephone with a clinician. */
@Injectable()
export class CompanionsService {
  constructor(
    private readonly database: Database,
    private readonly access: SessionAccess,
    private readonly readiness: CompanionReadiness,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  /** @throws `sessions.not-found` */
  async read(caller: Caller, sessionId: string): Promise<CompanionOfSession> {
    const session = await this.access.require(caller, sessionId, 'session');
    await this.audit.recordRead(caller, actOf('read-companion', session));
    const standing = await this.readiness.standing(this.database.read, session.chaperoneId);
    return this.named(session, standing);
  }

  /**
   * Notes one step, in the name of the companion themselves or of the clinician who has it from them by telephone.
   *
   * @throws `sessions.not-found`, also for the patient; `sessions.session-over`, `sessions.not-by-phone`, and what `CompanionReadiness.put` throws
   */
  async record(caller: Caller, sessionId: string, done: DoneStep): Promise<CompanionOfSession> {
    const session = await this.access.require(caller, sessionId, 'session');
    const isTheirs = caller.personId === session.chaperoneId;
    if (!isTheirs && !CLINICIANS.has(caller.role)) throw sessionProblems.notFound();
    if (session.abortedAt ?? session.dischargedAt) throw sessionProblems.sessionOver();
    if (!isTheirs && done.step === 'phone-test') throw sessionProblems.notByPhone();
    const standing = await this.database.transact(async (tx) => {
      await this.audit.record(tx, caller, actOf(`companion-${done.step}`, session));
      return this.readiness.put(tx, session.chaperoneId, done, caller.personId);
    });
    return this.named(session, standing);
  }

  private async named({ chaperoneId }: SessionRow, standing: CompanionStanding): Promise<CompanionOfSession> {
    const { displayName } = await this.identity.person(this.database.read, chaperoneId);
    return { ...standing, personId: chaperoneId, displayName };
  }
}

const actOf = (action: string, { id, patientId }: SessionRow) => ({
  ...{ action, objectType: 'dosing-session', objectId: id },
  subjectPersonId: patientId,
});
