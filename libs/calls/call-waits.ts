import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { ClinicLadder } from '#alerts';
import { MINUTE } from '#kernel';
import { Clock, Outbox, type Tx } from '#platform';
import { CallCover } from './call-cover.js';
import { CallTables } from './call-tables.js';
import { BELL_MIN, OVERDUE_MIN } from './domain/next.js';
import { treats } from './domain/part.js';
import { bellDue, bellKey, callUnattended, unattendedKey } from './messages.js';
import type { RoomRow } from './room.repository.js';

const KIND = 'call-unattended';
/** Whoever is alone in a call that goes on waits from now on, whenever it was to begin. */
const BEGAN = new Date(0);

/** Patients who are in the waiting room, or alone in a call, while nobody of the clinic is there. */
@Injectable()
export class CallWaits {
  constructor(
    private readonly tables: CallTables,
    private readonly outbox: Outbox,
    private readonly ladder: ClinicLadder,
    private readonly clock: Clock,
    private readonly cover: CallCover,
  ) {}

  /** Somebody waits from now on: whoever leads the call is told two minutes later, and five minutes after the start people are called. The call is held. */
  async begin(tx: Tx, { id, lateMin, waitId: known }: Pick<RoomRow, 'id' | 'lateMin' | 'waitId'>, startsAt: Date): Promise<void> {
    const waitId = known ?? randomUUID();
    const now = (await this.clock.now(tx)).getTime();
    const from = Math.max(now, startsAt.getTime() + (lateMin ?? 0) * MINUTE);
    const about = { roomId: id, waitId };
    this.tables.rooms.setWait(tx, id, waitId);
    await this.outbox.append(tx, bellDue, about, { dueAt: new Date(Math.max(now + BELL_MIN * MINUTE, from)), key: bellKey(id) });
    await this.outbox.append(tx, callUnattended, about, { dueAt: new Date(from + OVERDUE_MIN * MINUTE), key: unattendedKey(id) });
  }

  /** Somebody of the clinic has gone: whether the patient is alone now. The call is held. */
  async beginIfAlone(tx: Tx, room: RoomRow): Promise<void> {
    if (room.waitId === null && (await this.isAlone(tx, room.id))) await this.begin(tx, { ...room, lateMin: null }, BEGAN);
  }

  /** Somebody of the clinic is there. The call is held. */
  async end(tx: Tx, { id, waitId }: RoomRow): Promise<void> {
    if (waitId === null) return;
    this.tables.rooms.setWait(tx, id, null);
    await this.outbox.void(tx, bellKey(id));
    await this.outbox.void(tx, unattendedKey(id));
    await this.ladder.settle(tx, KIND, waitId);
  }

  /** Still nobody came, and the patient is still there. */
  async escalate(tx: Tx, roomId: string, waitId: string): Promise<void> {
    const room = await this.tables.rooms.hold(tx, roomId);
    if (room?.waitId !== waitId) return;
    if (room.state === 'ended' || !(await this.isAlone(tx, roomId))) {
      this.tables.rooms.setWait(tx, roomId, null); // the next wait is another one
      return;
    }
    await this.cover.invite(tx, room);
    await this.ladder.raise(tx, { kind: KIND, subjectId: waitId, level: 2, patientId: room.patientId }, 'urgent');
  }

  /** For whom the bell is: who leads the call; null when somebody has come meanwhile, or the patient has gone. */
  async bellFor(tx: Tx, roomId: string, waitId: string): Promise<{ personId: string; appointmentId: string } | null> {
    const room = await this.tables.rooms.hold(tx, roomId);
    if (room?.waitId !== waitId || room.state === 'ended' || !(await this.isAlone(tx, roomId))) return null;
    const personId = await this.tables.participants.ownerOf(tx, roomId);
    return personId === null ? null : { personId, appointmentId: room.appointmentId };
  }

  /** Also whoever waits elsewhere, until they are told to come. */
  private async isAlone(tx: Tx, roomId: string): Promise<boolean> {
    const people = await this.tables.participants.findOf(tx, roomId);
    const isAttended = people.some(({ role, isSeen }) => treats(role) && isSeen);
    return (
      !isAttended && people.some(({ role, isSeen, isAway, isTold }) => role === 'patient' && (isSeen || (isAway && !isTold)))
    );
  }
}
