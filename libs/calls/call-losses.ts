import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { ClinicLadder } from '#alerts';
import { SECOND } from '#kernel';
import { Clock, Outbox, type Tx } from '#platform';
import { CallCover } from './call-cover.js';
import { CallTables } from './call-tables.js';
import { treats } from './domain/part.js';
import { ESCALATE_SEC } from './domain/presence.js';
import { lostKey, patientLost } from './messages.js';
import type { RoomRow } from './room.repository.js';

const KIND = 'video-lost';

/** Patients who were in a call and are gone without having left: people are called unless they come back in time. */
@Injectable()
export class CallLosses {
  constructor(
    private readonly tables: CallTables,
    private readonly outbox: Outbox,
    private readonly ladder: ClinicLadder,
    private readonly clock: Clock,
    private readonly cover: CallCover,
  ) {}

  /** Writes down that the patient is gone, once, and in the same transaction the row by which people are called. The call is held. */
  async begin(tx: Tx, room: RoomRow): Promise<void> {
    if (room.state !== 'open' || room.lossId !== null) return;
    const people = await this.tables.participants.findOf(tx, room.id);
    const patient = people.find(({ role }) => role === 'patient');
    if (!patient?.isAdmitted || patient.hasLeft || patient.isSeen) return;
    if (!people.some(({ role, isAdmitted, hasLeft }) => treats(role) && isAdmitted && !hasLeft)) return; // everybody had said goodbye
    const lossId = randomUUID();
    this.tables.rooms.setLost(tx, room.id, lossId);
    const dueAt = new Date((await this.clock.now(tx)).getTime() + ESCALATE_SEC * SECOND);
    await this.outbox.append(tx, patientLost, { roomId: room.id, lossId }, { dueAt, key: lostKey(room.id) });
    this.tables.rooms.changed(tx, room.id);
  }

  /** They are back, or it was ended by somebody who knows: nobody is called for it any more. The call is held. */
  async end(tx: Tx, { id, lossId }: RoomRow): Promise<void> {
    if (lossId === null) return;
    this.tables.rooms.setLost(tx, id, null);
    await this.outbox.void(tx, lostKey(id));
    await this.ladder.settle(tx, KIND, lossId);
  }

  /** They have not come back: whoever is on call and the team are called, until somebody takes it on or the patient is back. */
  async escalate(tx: Tx, roomId: string, lossId: string): Promise<void> {
    const room = await this.tables.rooms.hold(tx, roomId);
    if (room?.lossId !== lossId) return;
    await this.cover.invite(tx, room);
    await this.ladder.raise(tx, { kind: KIND, subjectId: lossId, level: 2, patientId: room.patientId }, 'now');
  }
}
