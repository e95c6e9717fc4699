import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import type { Tx } from '#platform';
import type { Held } from './call-hold.js';
import { CallRecords } from './call-records.js';
import { CallTables } from './call-tables.js';
import { CallWatch } from './call-watch.js';
import { treats } from './domain/part.js';
import { canBecome } from './domain/room.js';
import type { ParticipantRow } from './participant.repository.js';
import { callProblems } from './problems.js';
import type { RoomRow } from './room.repository.js';

/** What can happen in a call that is held, and what follows from it in the same transaction. */
@Injectable()
export class CallMoves {
  constructor(
    private readonly tables: CallTables,
    private readonly records: CallRecords,
    private readonly watch: CallWatch,
  ) {}

  /** Whoever treats is in the call at once, and opens it, also after its end; everybody else asks to be let in. @throws `calls.ended` */
  async enter(tx: Tx, caller: Caller, held: Held): Promise<void> {
    const { room, own } = held;
    if (treats(own.role)) await this.open(tx, caller, room, own);
    else await this.knock(tx, caller, held);
    this.tables.rooms.changed(tx, room.id);
  }

  private async open(tx: Tx, caller: Caller, room: RoomRow, own: ParticipantRow): Promise<void> {
    if (canBecome(room.state, 'open')) {
      this.tables.rooms.open(tx, room.id);
      await this.records.record(tx, caller, room.state === 'ended' ? 'reopen-call' : 'open-call', room);
    }
    this.tables.participants.admit(tx, own.id, caller.personId);
    if (!own.isAdmitted || own.hasLeft) await this.records.record(tx, caller, 'enter-call', room);
    await this.watch.isBack(tx, room, own);
  }

  private async knock(tx: Tx, caller: Caller, { room, own, appointment }: Held): Promise<void> {
    if (room.state === 'ended') throw callProblems.ended();
    if (own.hasKnocked && !own.hasLeft && !own.isAway) return;
    this.tables.participants.knock(tx, own.id);
    await this.records.record(tx, caller, 'enter-call', room);
    const isNewWait = !own.isAway || room.waitId === null; // whoever waited elsewhere has waited since then
    if (!own.isAdmitted && own.role === 'patient' && isNewWait) await this.watch.knocks(tx, room, appointment.startsAt);
  }

  /** @throws `calls.ended`, `calls.not-waiting` */
  async admit(tx: Tx, caller: Caller, room: RoomRow, other: ParticipantRow | undefined): Promise<void> {
    if (room.state === 'ended') throw callProblems.ended();
    if (other?.isAdmitted && !other.hasLeft) return;
    if (!other?.hasKnocked || other.hasLeft || other.isRemoved || other.isAway) throw callProblems.notWaiting();
    if (room.state === 'waiting') this.tables.rooms.open(tx, room.id);
    this.tables.participants.admit(tx, other.id, caller.personId);
    await this.records.record(tx, caller, 'admit-to-call', room);
    await this.watch.isAttended(tx, room);
    this.tables.rooms.changed(tx, room.id);
  }

  /** Leaving is no loss: whoever leaves says so. */
  async leave(tx: Tx, caller: Caller, room: RoomRow, own: ParticipantRow): Promise<void> {
    if (own.hasLeft || !own.hasKnocked) return;
    this.tables.participants.leave(tx, own.id);
    await this.records.record(tx, caller, 'leave-call', room);
    await this.watch.hasLeft(tx, room, own);
    this.tables.rooms.changed(tx, room.id);
  }

  /** @throws `calls.ended` */
  async end(tx: Tx, caller: Caller, room: RoomRow): Promise<void> {
    if (!canBecome(room.state, 'ended')) throw callProblems.ended();
    this.tables.rooms.end(tx, room.id, caller.personId);
    this.tables.participants.leaveAll(tx, room.id);
    await this.records.record(tx, caller, 'end-call', room);
    await this.watch.isOver(tx, room);
    this.tables.rooms.changed(tx, room.id);
  }

  /** @param lateMin 0: not late any more. @throws `calls.ended` */
  async sayLate(tx: Tx, caller: Caller, { room, people, appointment }: Held, lateMin: number): Promise<void> {
    if (room.state === 'ended') throw callProblems.ended();
    this.tables.rooms.setLate(tx, room.id, lateMin || null);
    await this.records.record(tx, caller, 'say-call-is-late', room);
    const isWaitedFor = people.some(({ role, hasKnocked, hasLeft }) => role === 'patient' && hasKnocked && !hasLeft);
    if (room.state === 'waiting' && isWaitedFor) await this.watch.knocks(tx, { ...room, lateMin }, appointment.startsAt);
    this.tables.rooms.changed(tx, room.id);
  }
}
