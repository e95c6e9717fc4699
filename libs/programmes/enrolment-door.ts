import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService, type Scope } from '#care';
import { type Caller, IdentityService } from '#identity';
import type { Db, Tx } from '#platform';

const OF = { objectType: 'programme-enrolment' };

/** Lets people to a patient's enrolment, and leaves a row of it. */
@Injectable()
export class EnrolmentDoor {
  constructor(
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<{ mayChange: boolean }> {
    const ground = await this.care.requireAccess(caller, patientId, 'programme');
    await this.audit.recordList(caller, { action: 'read-programme', ...OF }, [patientId]);
    return { mayChange: ground === 'assignment' };
  }

  /** @throws `care.not-found` */
  async requireOpen(tx: Tx, caller: Caller, patientId: string, scope: Scope): Promise<void> {
    await this.care.requireAccess(caller, patientId, scope, tx);
  }

  record(
    tx: Tx,
    caller: Caller,
    patientId: string,
    act: Readonly<{ action: string; objectId: string; reason?: string }>,
  ): Promise<void> {
    return this.audit.record(tx, caller, { ...act, ...OF, subjectPersonId: patientId });
  }

  async named(db: Db, ids: readonly string[]): Promise<(id: string) => string | null> {
    const people = await this.identity.people(db, [...new Set(ids)]);
    return (id) => people.get(id)?.displayName ?? null;
  }
}
