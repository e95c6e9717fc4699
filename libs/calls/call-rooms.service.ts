import { Injectable } from '@nestjs/common';

import type { CallNotice, CallRole } from '#contracts';
import type { Reader, Tx } from '#platform';
import type { AppointmentRow } from '#scheduling';
import { CallDoor } from './call-door.js';
import { callPart, firstOwner, treats } from './domain/part.js';
import { ParticipantRepository } from './participant.repository.js';
import { callProblems } from './problems.js';
import { RoomRepository, type RoomRow } from './room.repository.js';

export type Invitation = Readonly<{ personId: string; role: CallRole; invitedBy: string }>;
/** From whom to whom a call goes; ids of persons. */
export type HandOver = Readonly<{ from: string; to: string }>;

/**
 * The calls themselves, for whoever decides who is in them: every method joins the caller's transaction, and holds the call until that
 * is over. At the end of each a call has exactly one owner, who treats the patient; the database says so, too.
 */
@Injectable()
export class CallRooms {
  constructor(
    private readonly door: CallDoor,
    private readonly rooms: RoomRepository,
    private readonly participants: ParticipantRepository,
  ) {}

  /**
   * The call of an appointment, made when it is first asked for: its parties may come, and the first of those who treat owns it.
   *
   * @throws `calls.not-found` when the appointment has no call
   */
  async openFor(tx: Tx, appointmentId: string): Promise<RoomRow> {
    const appointment = await this.door.appointment(tx, appointmentId);
    if (!appointment) throw callProblems.notFound();
    const isNew = await this.rooms.insert(tx, appointmentId, appointment.patientId);
    const room = (await this.rooms.holdOf(tx, appointmentId))!;
    await this.letPartiesCome(tx, room.id, appointment);
    if (isNew) await this.participants.moveOwner(tx, room.id, null, firstOwner(appointment.kind, appointment.parties)!);
    return room;
  }

  /** Who owns a call; null when there is no such call. */
  ownerOf(on: Reader, roomId: string): Promise<string | null> {
    return this.participants.ownerOf(on, roomId);
  }

  /**
   * Somebody may come to this call, though they are no party of the appointment. Inviting twice is inviting.
   *
   * @returns the id of their part in the call. @throws `calls.not-found`
   */
  async invite(tx: Tx, roomId: string, invitation: Invitation): Promise<string> {
    await this.hold(tx, roomId);
    const id = await this.participants.put(tx, roomId, invitation);
    this.rooms.changed(tx, roomId);
    return id;
  }

  /** Somebody who was invited may not come any more, and is out of it. The owner stays. @throws `calls.not-found` */
  async withdraw(tx: Tx, roomId: string, personId: string): Promise<void> {
    await this.hold(tx, roomId);
    await this.participants.remove(tx, roomId, personId);
    this.rooms.changed(tx, roomId);
  }

  /**
   * The call changes hands, and everybody in it is told who leads it now.
   *
   * @throws `calls.not-found`; `calls.not-owner` when `from` does not own it; `calls.not-in-call` when `to` may not come or does not treat
   */
  async handOver(tx: Tx, roomId: string, { from, to }: HandOver): Promise<void> {
    await this.hold(tx, roomId);
    if ((await this.participants.ownerOf(tx, roomId)) !== from) throw callProblems.notOwner();
    if (!(await this.participants.moveOwner(tx, roomId, from, to))) throw callProblems.notInCall();
    this.rooms.setNotice(tx, roomId, 'handed-over', to);
    this.rooms.changed(tx, roomId);
  }

  /** What the patient is told besides what follows from who is there; null: nothing. @param about whom it is about */
  async tell(tx: Tx, roomId: string, notice: CallNotice | null, about: string | null = null): Promise<void> {
    await this.hold(tx, roomId);
    this.rooms.setNotice(tx, roomId, notice, about);
    this.rooms.changed(tx, roomId);
  }

  /** Who was put in another's place at the appointment may come instead of them; an owner who was gives the call to the next. */
  private async letPartiesCome(tx: Tx, roomId: string, { kind, parties }: AppointmentRow): Promise<void> {
    const known = await this.participants.findOf(tx, roomId);
    for (const { personId, part } of parties) {
      const own = known.find((row) => row.personId === personId);
      if (!own || own.isRemoved || own.role !== callPart(kind, part))
        await this.participants.put(tx, roomId, { personId, role: callPart(kind, part), invitedBy: null });
    }
    const isParty = new Set(parties.map(({ personId }) => personId));
    for (const gone of known.filter(({ personId, invitedBy, isRemoved }) => !isParty.has(personId) && !invitedBy && !isRemoved)) {
      if (gone.isOwner) await this.participants.moveOwner(tx, roomId, gone.personId, firstOwner(kind, parties)!);
      await this.participants.remove(tx, roomId, gone.personId);
    }
  }

  private async hold(tx: Tx, roomId: string): Promise<RoomRow> {
    const room = await this.rooms.hold(tx, roomId);
    if (!room) throw callProblems.notFound();
    return room;
  }
}

/** Whether somebody in this role runs the call they are in. */
export const runsCalls = (role: CallRole): boolean => treats(role);
