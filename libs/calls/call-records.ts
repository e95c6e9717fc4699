import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import type { Tx } from '#platform';
import type { RoomRow } from './room.repository.js';

/** What people did in a call, for the audit. */
@Injectable()
export class CallRecords {
  constructor(private readonly audit: Audit) {}

  async record(
    tx: Tx,
    caller: Caller | null,
    action: string,
    { id, patientId }: Pick<RoomRow, 'id' | 'patientId'>,
  ): Promise<void> {
    await this.audit.record(tx, caller, { action, objectType: 'call', objectId: id, subjectPersonId: patientId });
  }

  async list(caller: Caller, patientIds: readonly string[]): Promise<void> {
    await this.audit.recordList(caller, { action: 'list-calls', objectType: 'call' }, patientIds);
  }

  /** That somebody was shown how to reach the patient, before it is shown; each time. */
  async readContacts(caller: Caller, { id, patientId }: Pick<RoomRow, 'id' | 'patientId'>): Promise<void> {
    await this.audit.recordRead(caller, {
      action: 'read-call-contacts',
      objectType: 'call',
      objectId: id,
      subjectPersonId: patientId,
    });
  }

  /** That somebody looked at a call, before it is shown. Pages ask again every few seconds: that is one viewing. */
  async read(caller: Caller, appointmentId: string, patientId: string): Promise<void> {
    await this.audit.recordList(caller, { action: 'read-call', objectType: 'call', objectId: appointmentId }, [patientId]);
  }
}
