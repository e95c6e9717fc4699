import { Injectable } from '@nestjs/common';

import { ClinicLadder } from '#alerts';
import { MINUTE } from '#kernel';
import { Clock, Outbox, type Tx } from '#platform';
import { CallCover } from './call-cover.js';
import { CallTables } from './call-tables.js';
import { OVERDUE_MIN } from './domain/next.js';
import { treats } from './domain/part.js';
import { callUnattended, unattendedKey } from './messages.js';
import type { RoomRow } from './room.repository.js';

const KIND = 'call-unattended';

/** Patients who wait to be let in, while nobody of the clinic is there. */
@Injectable()
export class CallWaits {
  constructor(
    private readonly tables: CallTables,
    private readonly outbox: Outbox,
    private readonly ladder: ClinicLadder,
    private readonly clock: Clock,
    private readonly cover: CallCover,
  ) {}

  /** Somebody waits from now on: five minutes after the start somebody of the clinic is called. The call is held. */
  async begin(tx: Tx, { id, lateMin }: Pick<RoomRow, 'id' | 'lateMin'>, startsAt: Date): Promise<void> {
    const now = (await this.clock.now(tx)).getTime();
    const from = Math.max(now, startsAt.getTime() + (lateMin ?? 0) * MINUTE);
    const dueAt = new Date(from + OVERDUE_MIN * MINUTE);
    await this.outbox.append(tx, callUnattended, { roomId: id }, { dueAt, key: unattendedKey(id) });
  }

  /** Somebody of the clinic is there. The call is held. */
  async end(tx: Tx, { id }: RoomRow): Promise<void> {
    await this.outbox.void(tx, unattendedKey(id));
    await this.ladder.settle(tx, KIND, id);
  }

  /** Still nobody came, and the patient is still there. */
  async escalate(tx: Tx, roomId: string): Promise<void> {
    const room = await this.tables.rooms.hold(tx, roomId);
    if (!room || room.state === 'ended') return;
    const people = await this.tables.participants.findOf(tx, roomId);
    const isAttended = people.some(({ role, isSeen }) => treats(role) && isSeen);
    const isWaiting = people.some(({ role, isSeen }) => role === 'patient' && isSeen);
    if (isAttended || !isWaiting) return;
    await this.cover.invite(tx, room);
    await this.ladder.raise(tx, { kind: KIND, subjectId: roomId, level: 2, patientId: room.patientId }, 'urgent');
  }
}
