import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';

/** Who acts; `null` stands for the system itself. */
export type Actor = Readonly<{ personId: string; role: string }> | null;

/** One act on health data. Codes and ids only. */
export type AuditedAct = Readonly<{
  action: string;
  objectType: string;
  objectId?: string;
  subjectPersonId?: string;
  reason?: string;
}>;

/** The record of who did and saw what. Rows are only ever inserted, in the transaction of the act that they tell of. */
@Injectable()
export class Audit {
  /** If this row cannot be written, the act does not happen. */
  async record(tx: Tx, actor: Actor, act: AuditedAct): Promise<void> {
    tx.later`
      INSERT INTO audit_event (id, actor_id, actor_role, action, subject_person_id, object_type, object_id, reason)
      VALUES (${randomUUID()}, ${actor?.personId ?? null}, ${actor?.role ?? 'system'}, ${act.action},
              ${act.subjectPersonId ?? null}, ${act.objectType}, ${act.objectId ?? null}, ${act.reason ?? null})`;
  }
}
