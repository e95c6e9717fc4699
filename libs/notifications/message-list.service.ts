import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { MessageRow, PlannedReminder } from '#contracts';
import type { Caller } from '#identity';
import { Database, Outbox } from '#platform';
import { reminderDue, remindersOf, SchedulingService } from '#scheduling';
import { MessageLogRepository, type Place, type Shows } from './message-log.repository.js';
import { MessageRows } from './message-rows.js';

export type Asked = Readonly<{ show: Shows; recipientId?: string | undefined; cursor?: string | undefined; limit: number }>;
export type Listed = Readonly<{ messages: MessageRow[]; next: string | null; openCount: number; reminders: PlannedReminder[] }>;

const Cursor = z.tuple([z.boolean(), z.iso.datetime(), z.uuid()]);
const MOST_REMINDERS = 100;

/** All messages, page by page. Who may call this is for the edge to say (admins). */
@Injectable()
export class MessageListService {
  constructor(
    private readonly database: Database,
    private readonly log: MessageLogRepository,
    private readonly rows: MessageRows,
    private readonly outbox: Outbox,
    private readonly scheduling: SchedulingService,
  ) {}

  async list(caller: Caller, { show, recipientId = undefined, cursor, limit }: Asked): Promise<Listed> {
    const after = cursor === undefined ? null : placeOf(cursor);
    const found = await this.log.find(this.database, { show, recipientId: recipientId ?? null, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const isFirst = show === 'planned' && after === null && recipientId === undefined;
    const reminders = isFirst ? await this.reminders() : [];
    await this.rows.recordList(caller, [...page.map((row) => row.recipientId), ...reminders.map(({ patientId }) => patientId)]);
    return {
      messages: await this.rows.toRows(page),
      next: found.length > limit ? cursorOf(page.at(-1)!) : null,
      openCount: await this.log.countOpen(this.database),
      reminders,
    };
  }

  /** Reminders of which is not decided yet who gets them. */
  private async reminders(): Promise<(PlannedReminder & { patientId: string })[]> {
    const waiting = await this.outbox.waiting(this.database, reminderDue.name, MOST_REMINDERS);
    const due = waiting.map(({ id, payload }) => ({ id, ...reminderDue.schema.parse(payload) }));
    const appointments = await this.scheduling.findMany(
      this.database.read,
      due.map(({ appointmentId }) => appointmentId),
    );
    const people = await this.rows.people([...appointments.values()].map(({ patientId }) => patientId));
    return due.flatMap(({ id, appointmentId, kind }) => {
      const appointment = appointments.get(appointmentId);
      if (!appointment) return [];
      const { patientId, startsAt, endsAt } = appointment;
      const times = { startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) };
      const at = remindersOf(appointment.kind, times).find((reminder) => reminder.kind === kind)?.at ?? times.startsAt;
      const patientName = people.get(patientId)?.displayName ?? '';
      return [{ id, kind, patientId, patientName, startsAt, sendsAt: new Date(at).toISOString() }];
    });
  }
}

const cursorOf = ({ isOpen, plannedAt, id }: Place): string =>
  Buffer.from(JSON.stringify([isOpen, plannedAt.toISOString(), id])).toString('base64url');

/** One that is not of ours begins at the beginning. */
function placeOf(cursor: string): Place | null {
  try {
    const [isOpen, plannedAt, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { isOpen, plannedAt: new Date(plannedAt), id };
  } catch {
    return null;
  }
}
