import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import type { Tx } from '#platform';
import { protocolProblems } from './problems.js';
import { ProtocolRepository } from './protocol.repository.js';
import { SigningAuthority } from './signing-authority.js';

/** Who may decide about a paused course: a prescriber of the patient's team. Whoever was only called for a night may not. */
@Injectable()
export class DecisionDoor {
  constructor(
    private readonly care: CareService,
    private readonly audit: Audit,
    private readonly authority: SigningAuthority,
    private readonly protocols: ProtocolRepository,
  ) {}

  /** @throws `care.not-found`, `protocols.not-on-team` */
  async require(tx: Tx, caller: Caller, patientId: string): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'dose', tx);
    if (!(await this.care.team(tx, patientId)).includes(caller.personId)) throw protocolProblems.notOnTeam();
  }

  /** Whoever lets a course go on answers for the doses to come, as whoever signs does. Anybody of the team may stop. @throws `protocols.no-authority` */
  async requireToResume(tx: Tx, { personId: signerId }: Caller, patientId: string): Promise<void> {
    const newest = await this.protocols.findNewest(tx, patientId);
    const setting = (newest && (await this.protocols.settingOf(tx, newest.id))) ?? 'home';
    await this.authority.requireToday(tx, { patientId, signerId, setting });
  }

  record(tx: Tx, caller: Caller, patientId: string, action: string): Promise<void> {
    return this.audit.record(tx, caller, { action, objectType: 'protocol', subjectPersonId: patientId });
  }
}
