import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { MessageRow } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';
import { type LogRow, MessageLogRepository } from './message-log.repository.js';
import { MessageRows } from './message-rows.js';
import { notificationProblems } from './problems.js';
import { Renderer } from './renderer.js';
import type { Text } from './templates.js';

export type Remedy = 'send-again' | 'taken-care-of';
const ARRIVED: ReadonlySet<LogRow['state']> = new Set(['planned', 'claimed']);

/** What an admin sees of one message, and does about it. Who may call this is for the edge to say (admins). */
@Injectable()
export class MessageLogService {
  constructor(
    private readonly database: Database,
    private readonly log: MessageLogRepository,
    private readonly rows: MessageRows,
    private readonly dispatch: DispatchService,
    private readonly renderer: Renderer,
  ) {}

  /** @throws `notifications.not-found` */
  async read(caller: Caller, id: string): Promise<{ message: MessageRow; preview: Text | null }> {
    const row = await this.find(id);
    const preview = await this.database.transact(async (tx) => {
      await this.rows.record(tx, caller, 'read-message', row);
      return this.preview(tx, row);
    });
    return { message: await this.rows.toRow(row), preview };
  }

  /** @throws `notifications.not-found`, `notifications.moot`, `notifications.unreachable`, `notifications.arrived` */
  async remedy(caller: Caller, id: string, remedy: Remedy): Promise<MessageRow> {
    const row = await this.find(id);
    if (ARRIVED.has(row.state)) throw notificationProblems.arrived();
    await this.database.transact(async (tx) => {
      if (remedy === 'send-again') await this.sendAgain(tx, row);
      await this.log.resolve(tx, id, caller.personId);
      await this.rows.record(tx, caller, `${remedy}-message`, row);
    });
    return this.rows.toRow(await this.find(id));
  }

  /** A cause of its own: it goes out although the same was said before. */
  private async sendAgain(tx: Tx, row: LogRow): Promise<void> {
    if ((await this.preview(tx, row)) === null) throw notificationProblems.moot();
    const { template, subjectId, recipientId, level } = row;
    const channel = row.channel === 'inbox' ? 'email' : row.channel;
    const notice = { template, subjectId, channel, cause: `again:${row.id}:${randomUUID()}`, ...(level !== null && { level }) };
    if (!(await this.dispatch.again(tx, notice, recipientId))) throw notificationProblems.unreachable();
  }

  private preview(tx: Tx, { level, ...row }: LogRow): Promise<Text | null> {
    return this.renderer.preview(tx, { ...row, ...(level !== null && { level }) });
  }

  private async find(id: string): Promise<LogRow> {
    const row = await this.log.findById(this.database, id);
    if (!row) throw notificationProblems.notFound();
    return row;
  }
}
