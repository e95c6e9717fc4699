import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { MessageRow } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database, type Tx } from '#platform';
import type { LogRow } from './message-log.repository.js';
import { templateOf } from './templates.js';

const GONE = 'Somebody who left';
const iso = (at: Date | null) => at?.toISOString() ?? null;

/** Messages as admins see them, each with its recipient's name, and on record that they were seen. */
@Injectable()
export class MessageRows {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  async toRow(row: LogRow): Promise<MessageRow> {
    return (await this.toRows([row]))[0]!;
  }

  async toRows(rows: readonly LogRow[]): Promise<MessageRow[]> {
    const people = await this.people(rows.map(({ recipientId }) => recipientId));
    return rows.map(({ subjectId: _, level: __, ...row }) => ({
      ...row,
      recipientName: people.get(row.recipientId)?.displayName ?? GONE,
      about: templateOf(row.template)?.about ?? row.template,
      plannedAt: row.plannedAt.toISOString(),
      dueAt: iso(row.dueAt),
      sentAt: iso(row.sentAt),
      deliveredAt: iso(row.deliveredAt),
    }));
  }

  people(ids: readonly string[]) {
    return this.identity.people(this.database.read, [...new Set(ids)]);
  }

  async record(tx: Tx, caller: Caller, action: string, { id, recipientId }: LogRow): Promise<void> {
    await this.audit.record(tx, caller, { action, objectType: 'message', objectId: id, subjectPersonId: recipientId });
  }

  async recordList(caller: Caller, personIds: readonly string[]): Promise<void> {
    const people = await this.people(personIds);
    const patientIds = [...people.values()].filter(({ role }) => role === 'patient').map(({ id }) => id);
    await this.audit.recordList(caller, { action: 'list-messages', objectType: 'message' }, patientIds);
  }
}
