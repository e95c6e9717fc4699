import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Clock, type Tx } from '#platform';
import { CallDoor, type Entrance } from './call-door.js';
import { CallRooms } from './call-rooms.service.js';
import { CallTables } from './call-tables.js';
import type { ParticipantRow } from './participant.repository.js';
import { callProblems } from './problems.js';
import type { RoomRow } from './room.repository.js';

/** A call that the caller is part of, held until the transaction ends. */
export type Held = Entrance & Readonly<{ room: RoomRow; people: readonly ParticipantRow[]; own: ParticipantRow }>;

/** Holds a call for somebody who may come to it, and makes it when it is the first time. */
@Injectable()
export class CallHold {
  constructor(
    private readonly door: CallDoor,
    private readonly rooms: CallRooms,
    private readonly tables: CallTables,
    private readonly clock: Clock,
  ) {}

  /** @throws `calls.not-found` */
  async take(tx: Tx, caller: Caller, appointmentId: string): Promise<Held> {
    const entrance = await this.door.require(caller, appointmentId, tx);
    const room = await this.rooms.openFor(tx, appointmentId);
    const people = await this.tables.participants.findOf(tx, room.id);
    const own = people.find(({ personId, isRemoved }) => personId === caller.personId && !isRemoved);
    if (!own) throw callProblems.notFound();
    return { ...entrance, room, people, own };
  }

  /** @throws `calls.door-closed` */
  async requireOpenDoor(tx: Tx, { appointment, role }: Entrance): Promise<void> {
    const door = this.door.doorAt(appointment, role, await this.clock.now(tx));
    if (door !== 'open') throw callProblems.doorClosed({ door });
  }
}
