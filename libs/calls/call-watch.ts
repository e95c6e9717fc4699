import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { CallLosses } from './call-losses.js';
import { CallWaits } from './call-waits.js';
import { treats } from './domain/part.js';
import type { ParticipantRow } from './participant.repository.js';
import type { RoomRow } from './room.repository.js';

/** What follows from somebody being there, or not any more: nobody is lost or left alone without a row that says so. The call is held. */
@Injectable()
export class CallWatch {
  constructor(
    private readonly losses: CallLosses,
    private readonly waits: CallWaits,
  ) {}

  async isBack(tx: Tx, room: RoomRow, { role }: Pick<ParticipantRow, 'role'>): Promise<void> {
    if (role === 'patient') await this.losses.end(tx, room);
    if (treats(role)) await this.waits.end(tx, room);
  }

  async isGone(tx: Tx, room: RoomRow, { role }: Pick<ParticipantRow, 'role'>): Promise<void> {
    if (role === 'patient') await this.losses.begin(tx, room);
    if (treats(role)) await this.waits.beginIfAlone(tx, room);
  }

  /** They have left, and said so: a patient is not lost by that. */
  async hasLeft(tx: Tx, room: RoomRow, { role }: Pick<ParticipantRow, 'role'>): Promise<void> {
    if (role === 'patient') await this.losses.end(tx, room);
    if (treats(role)) await this.waits.beginIfAlone(tx, room);
  }

  /** Somebody of the clinic lets the patient in. */
  async isAttended(tx: Tx, room: RoomRow): Promise<void> {
    await this.waits.end(tx, room);
  }

  async isOver(tx: Tx, room: RoomRow): Promise<void> {
    await this.losses.end(tx, room);
    await this.waits.end(tx, room);
  }

  /** A patient waits to be let in. */
  knocks(tx: Tx, room: Pick<RoomRow, 'id' | 'lateMin' | 'waitId'>, startsAt: Date): Promise<void> {
    return this.waits.begin(tx, room, startsAt);
  }
}
