import { Injectable } from '@nestjs/common';

import type { CallRole } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Db, type Reader } from '#platform';
import { type AppointmentRow, isByVideo, SchedulingService } from '#scheduling';
import { callPart, firstOwner, treats } from './domain/part.js';
import { type Door, doorAt, doorTimes, isAgreedOn, type Times } from './domain/room.js';
import { ParticipantRepository } from './participant.repository.js';
import { callProblems } from './problems.js';
import { RoomRepository } from './room.repository.js';

/** An appointment and as what the caller comes to its call. */
export type Entrance = Readonly<{ appointment: AppointmentRow; role: CallRole }>;
type Who = Pick<Caller, 'personId' | 'sessionScope'>;

const timesOf = ({ startsAt, endsAt, state }: AppointmentRow): Times => ({
  startsAt: startsAt.getTime(),
  endsAt: endsAt.getTime(),
  state,
});

/** Who may come to which call: the parties of its appointment, and whom its owner has invited. For everybody else there is none. */
@Injectable()
export class CallDoor {
  constructor(
    private readonly database: Database,
    private readonly scheduling: SchedulingService,
    private readonly rooms: RoomRepository,
    private readonly participants: ParticipantRepository,
  ) {}

  /** @throws `calls.not-found` for an appointment that the caller may not know of, that is not held by video, or that there is none */
  async require(caller: Who, appointmentId: string, on?: Db): Promise<Entrance> {
    const db = on ?? this.database.read;
    const appointment = await this.appointment(db, appointmentId);
    const role = appointment && (await this.roleOf(db, caller, appointment));
    if (!appointment || !role) throw callProblems.notFound();
    return { appointment, role };
  }

  /** An appointment that has a call; null when there is none. */
  async appointment(db: Db, id: string): Promise<AppointmentRow | null> {
    const [row] = await this.scheduling.rowsOf(db, [id]);
    if (!row || !isAgreedOn(row.state) || !isByVideo(row.kind)) return null;
    return firstOwner(row.kind, row.parties ?? []) === null ? null : row;
  }

  /** Of screens that are in calls as parties of their appointments: whether they still are. */
  async stillParties(places: readonly Readonly<{ appointmentId: string; personId: string }>[]): Promise<boolean[]> {
    const ids = [...new Set(places.map(({ appointmentId }) => appointmentId))];
    const rows = await this.scheduling.rowsOf(this.database.read, ids);
    const parties = new Set(rows.flatMap(({ id, parties }) => parties.map(({ personId }) => `${id} ${personId}`)));
    return places.map(({ appointmentId, personId }) => parties.has(`${appointmentId} ${personId}`));
  }

  doorAt(appointment: AppointmentRow, role: CallRole, now: Date): Door {
    return doorAt(timesOf(appointment), treats(role), now.getTime());
  }

  doorTimes(appointment: AppointmentRow, role: CallRole) {
    return doorTimes(timesOf(appointment), treats(role));
  }

  private async roleOf(db: Db, caller: Who, { id, kind, parties }: AppointmentRow): Promise<CallRole | null> {
    const party = parties.find(({ personId }) => personId === caller.personId);
    if (caller.sessionScope !== null && !(await isSessionOf(db, caller.sessionScope, id))) return null;
    if (party) return callPart(kind, party.part);
    const room = await this.rooms.findOf(db, id);
    const people = room ? await this.participants.findOf(db, room.id) : [];
    const own = people.find(({ personId }) => personId === caller.personId);
    return own && own.invitedBy !== null && !own.isRemoved ? own.role : null;
  }
}

/** A companion's sign-in, or a capability, is good for one session: and for its call. */
async function isSessionOf(on: Reader, sessionId: string, appointmentId: string): Promise<boolean> {
  const [row] = await on.sql<{ is: boolean }>`SELECT is_session_of(${sessionId}::uuid, ${appointmentId}::uuid) AS is`;
  return row!.is;
}
