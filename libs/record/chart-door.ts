import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import type { Tx } from '#platform';

const OF = { objectType: 'chart' };

/** Lets clinicians to a chart, and patients to their own medicines, and leaves a row of it. */
@Injectable()
export class ChartDoor {
  constructor(
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** @returns whether the caller may write into it. @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<boolean> {
    const ground = await this.care.requireAccess(caller, patientId, 'chart');
    await this.audit.recordRead(caller, { action: 'read-chart', ...OF, subjectPersonId: patientId });
    return ground === 'assignment';
  }

  /** Only the patient. @throws `care.not-found` */
  async readOwn(caller: Caller, patientId: string): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'own');
    await this.audit.recordRead(caller, { action: 'read-medicines', ...OF, subjectPersonId: patientId });
  }

  /** @throws `care.not-found` */
  async write(
    tx: Tx,
    caller: Caller,
    patientId: string,
    { id, action }: Readonly<{ id?: string; action: string }>,
  ): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'chart-write', tx);
    await this.audit.record(tx, caller, { action, ...OF, ...(id ? { objectId: id } : {}), subjectPersonId: patientId });
  }
}
