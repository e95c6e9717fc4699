import { Injectable } from '@nestjs/common';

import type { CallRole } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Db } from '#platform';
import { type AppointmentRow, isByVideo, SchedulingService } from '#scheduling';
import { CallScopes, type Scoped } from './call-scopes.js';
import { CallTables } from './call-tables.js';
import { callPart, firstOwner, treats } from './domain/part.js';
import { type Door, doorAt, doorTimes, isAgreedOn, type Times } from './domain/room.js';
import { callProblems } from './problems.js';

/** An appointment and as what the caller comes to its call. */
export type Entrance = Readonly<{ appointment: AppointmentRow; role: CallRole }>;
type Who = Pick<Caller, 'personId' | 'sessionScope'>;
/** Somebody in a call, and whether they are there as a party of its appointment. */
type Place = Scoped & Readonly<{ isParty: boolean }>;

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
    private readonly tables: CallTables,
    private readonly scopes: CallScopes,
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

  /** Of screens that are in calls: whether their people may still be there, as parties of the appointment and by a link for one session. */
  async stillOpen(places: readonly Place[]): Promise<boolean[]> {
    const ids = [...new Set(places.map(({ appointmentId }) => appointmentId))];
    const rows = await this.scheduling.rowsOf(this.database.read, ids);
    const parties = new Set(rows.flatMap(({ id, parties }) => parties.map(({ personId }) => `${id} ${personId}`)));
    const scoped = await this.scopes.areOpen(places);
    return places.map(
      ({ appointmentId, personId, isParty }, i) => scoped[i]! && (!isParty || parties.has(`${appointmentId} ${personId}`)),
    );
  }

  doorAt(appointment: AppointmentRow, role: CallRole, now: Date): Door {
    return doorAt(timesOf(appointment), treats(role), now.getTime());
  }

  doorTimes(appointment: AppointmentRow, role: CallRole) {
    return doorTimes(timesOf(appointment), treats(role));
  }

  private async roleOf(db: Db, caller: Who, { id, kind, parties }: AppointmentRow): Promise<CallRole | null> {
    const party = parties.find(({ personId }) => personId === caller.personId);
    const [isInScope] = await this.scopes.areOpen([{ ...caller, appointmentId: id }], db);
    if (!isInScope) return null;
    if (party) return callPart(kind, party.part);
    const room = await this.tables.rooms.findOf(db, id);
    const people = room ? await this.tables.participants.findOf(db, room.id) : [];
    const own = people.find(({ personId }) => personId === caller.personId);
    return own && own.invitedBy !== null && !own.isRemoved ? own.role : null;
  }
}
