import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CompanionReadiness, type CompanionStanding, type DoneStep } from '#care';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { CompanionDoor } from './companion-door.js';
import { sessionProblems } from './problems.js';
import type { SessionRow } from './session.repository.js';

/** Who stays with the patient of a session, and how far they are ready for it. */
export type CompanionOfSession = CompanionStanding & Readonly<{ personId: string; displayName: string }>;

const CLINICIANS: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);

/** What a session's companions do before it: by themselves through their link, also whoever stands in, or by telephone with a clinician. */
@Injectable()
export class CompanionsService {
  constructor(
    private readonly database: Database,
    private readonly door: CompanionDoor,
    private readonly readiness: CompanionReadiness,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  /** @throws `sessions.not-found` */
  async read(caller: Caller, sessionId: string): Promise<CompanionOfSession> {
    const { session, personId } = await this.door.requireReadiness(caller, sessionId);
    await this.audit.recordRead(caller, actOf('read-companion', session));
    return this.named(personId, await this.readiness.standing(this.database.read, personId));
  }

  /**
   * Notes one step, in the name of the companion themselves or of the clinician who has it from them by telephone.
   *
   * @throws `sessions.not-found`, also for the patient; `sessions.session-over`, `sessions.not-by-phone`, and what `CompanionReadiness.put` throws
   */
  async record(caller: Caller, sessionId: string, done: DoneStep): Promise<CompanionOfSession> {
    const { session, personId } = await this.door.requireReadiness(caller, sessionId);
    const isTheirs = caller.personId === personId;
    if (!isTheirs && !CLINICIANS.has(caller.role)) throw sessionProblems.notFound();
    if (session.abortedAt ?? session.dischargedAt) throw sessionProblems.sessionOver();
    if (!isTheirs && done.step === 'phone-test') throw sessionProblems.notByPhone();
    const standing = await this.database.transact(async (tx) => {
      await this.audit.record(tx, caller, actOf(`companion-${done.step}`, session));
      return this.readiness.put(tx, personId, done, caller.personId);
    });
    return this.named(personId, standing);
  }

  private async named(personId: string, standing: CompanionStanding): Promise<CompanionOfSession> {
    const { displayName } = await this.identity.person(this.database.read, personId);
    return { ...standing, personId, displayName };
  }
}

const actOf = (action: string, { id, patientId }: SessionRow) => ({
  ...{ action, objectType: 'dosing-session', objectId: id },
  subjectPersonId: patientId,
});
