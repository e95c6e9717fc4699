import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Outbox, type Tx } from '#platform';
import type { Held } from './call-hold.js';
import { CallMoves } from './call-moves.js';
import { CallRecords } from './call-records.js';
import { CallTables } from './call-tables.js';
import { CallWatch } from './call-watch.js';
import { readySaid } from './messages.js';
import { callProblems } from './problems.js';
import type { RoomRow } from './room.repository.js';

/** Waiting without a screen: a patient goes about their day, and is told when it begins. */
@Injectable()
export class CallReadiness {
  constructor(
    private readonly outbox: Outbox,
    private readonly tables: CallTables,
    private readonly moves: CallMoves,
    private readonly records: CallRecords,
    private readonly watch: CallWatch,
  ) {}

  /** They wait as before, and keep their place. The call is held. @throws `calls.ended`, `calls.let-in` */
  async waitElsewhere(tx: Tx, caller: Caller, held: Held): Promise<void> {
    const { room, own } = held;
    if (own.isAdmitted && !own.hasLeft) throw callProblems.letIn();
    if (!own.isAway) await this.moves.enter(tx, caller, held);
    this.tables.participants.putAway(tx, own.id);
    await this.records.record(tx, caller, 'wait-elsewhere', room);
    this.tables.rooms.changed(tx, room.id);
  }

  /** Each who waits elsewhere is told, once: by a row that is written with it. The call is held. @throws `calls.ended`, `calls.not-waiting` */
  async sayReady(tx: Tx, caller: Caller, room: RoomRow): Promise<void> {
    if (room.state === 'ended') throw callProblems.ended();
    const wishes = await this.tables.participants.tellAway(tx, room.id);
    if (!wishes.length) throw callProblems.notWaiting();
    for (const awayId of wishes) await this.outbox.append(tx, readySaid, { awayId });
    await this.records.record(tx, caller, 'say-call-is-ready', room);
    await this.watch.isAttended(tx, room);
    this.tables.rooms.changed(tx, room.id);
  }

  /** Whom to tell; null when they have come by themselves, or it is over. */
  toTell(tx: Tx, awayId: string): Promise<{ personId: string; appointmentId: string } | null> {
    return this.tables.participants.findTold(tx, awayId);
  }
}
